import { serveNext } from './serve-next.mjs'
import { runScript } from './step.mjs'

await runScript(() => serveNext('dev'))
