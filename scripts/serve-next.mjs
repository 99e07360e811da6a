import path from 'node:path'
import { loadEnvFile, root } from './environment.mjs'
import { leanMemory } from './lean-memory.mjs'
import { prepare } from './prepare.mjs'
import { readAddress, requireFreePort, serve } from './serve.mjs'
import { startOptions } from './start-options.mjs'
import { skipStep } from './step.mjs'

const MODES = {
  start: {
    npm: 'npm start',
    what: 'the server',
    build: true,
    args: leanMemory.args,
    options: startOptions,
    env: { NODE_ENV: 'production', ...leanMemory.env },
  },
  dev: {
    npm: 'npm run dev',
    what: 'the development server',
    build: false,
    args: [],
    options: [],
    // `next dev` kills its server 100 ms after a signal; the database needs a moment longer to close.
    env: { NODE_ENV: 'development', NEXT_EXIT_TIMEOUT_MS: '8000' },
  },
}

/** Prepares the checkout and runs `next start` or `next dev` until it ends; gives its exit code. */
export async function serveNext(command) {
  const mode = MODES[command]
  loadEnvFile()
  const address = readAddress()
  await requireFreePort(address, mode.npm)
  const { node, version } = await prepare({ build: mode.build })
  skipStep(`Starting ${mode.what} (Node ${version.slice(1)}) …`)
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const where = ['-H', address.host, '-p', String(address.port)]
  const args = [...mode.args, next, command, ...where, ...mode.options]
  return serve({ node, args, address, env: mode.env })
}
