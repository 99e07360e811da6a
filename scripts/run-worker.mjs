// Runs the background jobs of a production build without its HTTP server: what Next does before the first request is all
// that they need. Called with the folder of the build as working directory.
import { createRequire } from 'node:module'
import path from 'node:path'

process.env.NEXT_RUNTIME = 'nodejs'
process.env.ROLE = 'worker'
const build = path.resolve(process.env.NEXT_DIST_DIR || '.next')
const { register } = createRequire(import.meta.url)(path.join(build, 'server/instrumentation.js'))
await register()
