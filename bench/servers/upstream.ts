import path from 'node:path'
import { root, startServer, type ServerProcess } from './server-process.ts'

/** A model whose answers are ten tokens at 50 tokens a second: made for measuring the first token often. */
export const shortAnswerModel = 'openai/gpt-4o-mini'
export const shortAnswerTokens = 10

/** Starts the simulated provider (e2e/upstream) without its memory of requests. */
export async function startUpstream(): Promise<ServerProcess> {
  const server = await startServer({
    name: 'upstream',
    args: () => [path.join(root, 'e2e/upstream/main.ts')],
    portVariable: 'UPSTREAM_PORT',
    env: { UPSTREAM_RECORD: 'false' },
    readyPath: '/__upstream/health',
  })
  const response = await fetch(`${server.origin}/__upstream/scripts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: shortAnswerModel,
      script: { tokens: shortAnswerTokens, tokensPerSecond: 50 },
    }),
  })
  if (!response.ok) throw new Error(`The upstream took no script: ${await response.text()}`)
  return server
}
