import { setTimeout as pause } from 'node:timers/promises'

import {
  startUpstream,
  type RecordedRequest,
  type Upstream,
  type UpstreamOptions,
} from '../upstream/upstream.ts'
import { startSkein, type Skein } from '../support/start-skein'
import { connect, type Client } from './client'

export type Pair = {
  upstream: Upstream
  skein: Skein
  client: Client
  close(): Promise<void>
}

/** A server of its own, with a simulated provider of its own behind it. The client has the environment’s key, if there is one. */
export async function startPair(
  name: string,
  options: { env?: Record<string, string>; upstream?: UpstreamOptions } = {},
): Promise<Pair> {
  const upstream = await startUpstream(options.upstream)
  try {
    const skein = await startSkein({
      name,
      env: {
        OPENROUTER_BASE_URL: upstream.url,
        OPENROUTER_API_KEY: 'key-of-the-simulator',
        ...options.env,
      },
    })
    const key = options.env?.SKEIN_API_KEY
    const client = connect(skein.origin, key === undefined ? {} : { 'x-api-key': key })
    await catalogueIsLive(client)
    return {
      upstream,
      skein,
      client,
      async close() {
        await skein.dispose()
        await upstream.close()
      },
    }
  } catch (error) {
    await upstream.close()
    throw error
  }
}

type Models = { providers: { id: string; catalogue: string }[] }

/** The simulator's models are known as soon as its catalogue was fetched, which happens in the background. */
export async function catalogueIsLive(client: Client): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const { body } = await client.ask<Models>('GET', '/api/models')
    const openrouter = body.providers.find(({ id }) => id === 'openrouter')
    if (openrouter?.catalogue === 'live') return
    if (Date.now() > deadline) throw new Error(`The catalogue is ${openrouter?.catalogue}.`)
    await pause(50)
  }
}

const allCompletions = (upstream: Upstream) =>
  upstream.requests().filter(({ path }) => path.endsWith('/chat/completions'))

const isStreamed = ({ body }: RecordedRequest) => (body as { stream?: boolean }).stream === true

/** What the provider was asked for answers that somebody reads, in order. */
export const completionsOf = (upstream: Upstream) => allCompletions(upstream).filter(isStreamed)

/** What it was asked for in the background: titles and summaries. */
export const backgroundOf = (upstream: Upstream) =>
  allCompletions(upstream).filter((request) => !isStreamed(request))
