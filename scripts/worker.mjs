import path from 'node:path'
import { loadEnvFile, root } from './environment.mjs'
import { leanMemory } from './lean-memory.mjs'
import { prepare } from './prepare.mjs'
import { serve } from './serve.mjs'
import { Advice, runScript, skipStep } from './step.mjs'

await runScript(async () => {
  loadEnvFile()
  if (!process.env.DATABASE_URL)
    throw new Advice(
      'A worker of its own needs DATABASE_URL: one process alone can open the embedded database.\nWithout it, `npm start` runs the background jobs itself.',
    )
  const { node, version } = await prepare({ build: true })
  skipStep(`Starting a worker (Node ${version.slice(1)}) …`)
  const args = [...leanMemory.args, path.join(root, 'scripts/run-worker.mjs')]
  return serve({ node, args, address: null, env: { NODE_ENV: 'production', ...leanMemory.env } })
})
