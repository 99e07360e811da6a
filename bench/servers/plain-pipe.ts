import path from 'node:path'
import { startServer, type ServerProcess } from './server-process.ts'

/** Counterpart (a): a node:http server that forwards the POST and pipes the body. */
export const startPlainPipe = (upstream: ServerProcess): Promise<ServerProcess> =>
  startServer({
    name: 'plain-pipe',
    args: () => [path.join(import.meta.dirname, 'plain-pipe-main.ts')],
    portVariable: 'PIPE_PORT',
    env: { UPSTREAM_URL: `${upstream.origin}/api/v1` },
    readyPath: '/',
  })
