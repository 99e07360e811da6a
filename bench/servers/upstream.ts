import path from 'node:path'
import type { UpstreamScript } from '../../e2e/upstream/upstream.ts'
import { root, startServer, type ServerProcess } from './server-process.ts'

/** A model whose answers are ten tokens at 50 tokens a second: made for measuring the first token often. */
export const shortAnswerModel = 'openai/gpt-4o-mini'
export const shortAnswerTokens = 10

const program = path.join(root, 'e2e/upstream/main.ts')

/** Starts the simulated provider (e2e/upstream) without its memory of requests. */
export async function startUpstream(): Promise<ServerProcess> {
  const server = await startServer({
    name: 'upstream',
    args: () => [program],
    portVariable: 'UPSTREAM_PORT',
    env: { UPSTREAM_RECORD: 'false' },
    readyPath: '/__upstream/health',
  })
  const script = { tokens: shortAnswerTokens, tokensPerSecond: 50 }
  await registerScript(server, shortAnswerModel, script)
  return server
}

/** Starts one that remembers what it was asked and answers as fast as it can. */
export const startRecordingUpstream = (): Promise<ServerProcess> =>
  startServer({
    name: 'upstream-recording',
    args: () => [program],
    portVariable: 'UPSTREAM_PORT',
    env: { UPSTREAM_RECORD: 'true', UPSTREAM_TOKENS_PER_SECOND: '0' },
    readyPath: '/__upstream/health',
  })

/** Says what a model answers; a list is followed in order, one script a request. */
export async function registerScript(
  server: ServerProcess,
  model: string,
  script: UpstreamScript | UpstreamScript[],
): Promise<void> {
  const response = await fetch(`${server.origin}/__upstream/scripts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, script }),
  })
  if (!response.ok) throw new Error(`The upstream took no script: ${await response.text()}`)
}

export type SentRequest = { model: string; texts: string[] }

type Recorded = {
  path: string
  body: { model: string; messages: { content: string | { text?: string }[] }[] }
}

const textOf = (content: Recorded['body']['messages'][number]['content']): string =>
  typeof content === 'string' ? content : content.map(({ text = '' }) => text).join('')

/** The chat completions that were asked for, in order, with the texts of their messages. */
export async function recordedRequests(server: ServerProcess): Promise<SentRequest[]> {
  const response = await fetch(`${server.origin}/__upstream/requests`)
  const { data } = (await response.json()) as { data: Recorded[] }
  return data
    .filter(({ path }) => path.endsWith('/chat/completions'))
    .map(({ body }) => ({
      model: body.model,
      texts: body.messages.map(({ content }) => textOf(content)),
    }))
}

export async function forgetRequests(server: ServerProcess): Promise<void> {
  await fetch(`${server.origin}/__upstream/requests`, { method: 'DELETE' })
}
