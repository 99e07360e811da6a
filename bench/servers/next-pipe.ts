import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { toolEnv } from '../../scripts/environment.mjs'
import { runTool } from '../../scripts/run-tool.mjs'
import { hashFiles } from '../../scripts/source-hash.mjs'
import { root, startServer, workFolder, type ServerProcess } from './server-process.ts'

const source = path.join(root, 'bench/next-pipe')
const app = path.join(workFolder, 'next-pipe')
const next = path.join(root, 'node_modules/next/dist/bin/next')
const stamp = path.join(app, '.next/built-from')

const sourceHash = (): string =>
  hashFiles(root, [
    'bench/next-pipe/next.config.ts',
    'bench/next-pipe/app/pipe/route.ts',
    'node_modules/next/package.json',
  ])

/** Builds the app of counterpart (b) with the repository's Next, unless that is done already. */
export async function buildNextPipe(): Promise<void> {
  const hash = sourceHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  rmSync(app, { recursive: true, force: true })
  cpSync(source, app, { recursive: true })
  await runTool(process.execPath, [next, 'build', app], {
    env: toolEnv({ NODE_ENV: 'production' }),
  })
  writeFileSync(stamp, hash)
}

/** Counterpart (b): a Next app of one route handler that only pipes. */
export const startNextPipe = (upstream: ServerProcess): Promise<ServerProcess> =>
  startServer({
    name: 'next-pipe',
    args: (port) => [next, 'start', app, '-H', '127.0.0.1', '-p', String(port)],
    env: { UPSTREAM_URL: `${upstream.origin}/api/v1` },
    readyPath: '/pipe',
  })
