import { createOpenAI } from '@ai-sdk/openai'
import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { createOpenRouter } from '@openrouter/ai-sdk-provider'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import {
  startUpstream,
  type RecordedRequest,
  type Upstream,
  type UpstreamScript,
} from '@/e2e/upstream/upstream'
import { entryToModel } from '@/lib/adapters/models/catalogue-entry'
import { withFallback, type Candidate } from '@/lib/adapters/models/fallback-model'
import { mergeDeltas } from '@/lib/adapters/models/merge-deltas'

let upstream: Upstream
beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(() => upstream.close())
beforeEach(() => upstream.clear())

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }]

function candidate(id: string, script: UpstreamScript, provider = 'openrouter'): Candidate {
  upstream.script(id, script)
  const model = entryToModel(provider, {
    id,
    name: id,
    context: 1000,
    output: null,
    price: null,
    abilities: '',
  })
  const fetch = mergeDeltas(globalThis.fetch, { windowMs: () => 5 })
  const languageModel = createOpenRouter({ apiKey: 'k', baseURL: upstream.url, fetch }).chat(id)
  return { model, languageModel, origin: { name: provider, keyVariable: `${provider}_KEY` } }
}

async function ask(
  candidates: [Candidate, ...Candidate[]],
  {
    firstTokenTimeoutMs = 5000,
    abortSignal,
  }: { firstTokenTimeoutMs?: number; abortSignal?: AbortSignal } = {},
) {
  const onFallback = vi.fn()
  const onServed = vi.fn()
  const model = withFallback(candidates, { firstTokenTimeoutMs, onFallback, onServed })
  const parts: LanguageModelV4StreamPart[] = []
  let thrown: unknown = null
  try {
    const { stream } = await model.doStream({ prompt, abortSignal })
    for await (const part of stream) parts.push(part)
  } catch (error) {
    thrown = error
  }
  return {
    text: parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join(''),
    errors: parts.flatMap((part) => (part.type === 'error' ? [part.error] : [])),
    thrown,
    fallbacks: onFallback.mock.calls.map(([{ from, to, code }]) => `${from} > ${to}: ${code}`),
    served: onServed.mock.calls.map(([{ id }]) => id),
    parts,
  }
}

function asked({ body }: RecordedRequest): unknown {
  return (body as { model?: unknown } | null)?.model
}

const good = { text: 'Fine.' }

test.each<[string, UpstreamScript, string]>([
  ['is overloaded', { status: 503 }, 'provider_overloaded'],
  ['limits requests', { status: 429, retryAfter: 3 }, 'provider_overloaded'],
  ['has no credit', { status: 402 }, 'provider_credit'],
  ['is gone', { status: 404 }, 'provider_error'],
  [
    'fails in the stream before its first word',
    { tokens: 5, midStreamErrorAfterTokens: 0 },
    'provider_error',
  ],
  ['sends nothing', { emptyStream: true }, 'provider_error'],
  ['is cut off before its first word', { tokens: 5, truncateAfterTokens: 0 }, 'provider_error'],
  ['dies before its first word', { tokens: 5, dieAfterTokens: 0 }, 'provider_error'],
])('the next model answers when the first %s', async (_, script, code) => {
  const result = await ask([candidate('a/x', script), candidate('b/x', good)])
  expect(result).toMatchObject({ text: 'Fine.', errors: [], thrown: null })
  expect(result.fallbacks).toEqual([`openrouter/a/x > openrouter/b/x: ${code}`])
  expect(result.served).toEqual(['openrouter/b/x'])
})

test.each<[string, UpstreamScript]>([
  ['never answers', { hang: true }],
  ['is silent', { tokens: 5, silentAfterTokens: 0 }],
  ['sends only comments', { tokens: 5, firstTokenDelayMs: 60_000, comments: 100 }],
])('the next model answers when the first %s, and its connection is closed', async (_, script) => {
  const result = await ask([candidate('a/x', script), candidate('b/x', good)], {
    firstTokenTimeoutMs: 2000,
  })
  expect(result).toMatchObject({ text: 'Fine.', served: ['openrouter/b/x'] })
  expect(result.fallbacks).toEqual(['openrouter/a/x > openrouter/b/x: provider_timeout'])
  await upstream.waitFor((request) => asked(request) === 'a/x' && request.closed)
})

test('a model without a fallback is held to the deadline too', async () => {
  const result = await ask([candidate('a/x', { hang: true })], { firstTokenTimeoutMs: 50 })
  expect(result.thrown).toMatchObject({ name: 'SkeinError', code: 'provider_timeout' })
  expect(result.served).toEqual([])
})

test('the first model answers alone when it can', async () => {
  const result = await ask([candidate('a/x', good), candidate('b/x', good)])
  expect(result).toMatchObject({ text: 'Fine.', fallbacks: [], served: ['openrouter/a/x'] })
  expect(upstream.requests()).toHaveLength(1)
})

test('reasoning counts as content', async () => {
  const script = { reasoning: 'Hm, well', tokens: 5, midStreamErrorAfterTokens: 2 }
  const result = await ask([candidate('a/x', script), candidate('b/x', good)])
  expect(result.served).toEqual(['openrouter/a/x'])
  expect(result.errors).toMatchObject([{ code: 'provider_error' }])
})

test('an answer that finishes properly without a word is an answer', async () => {
  const result = await ask([candidate('a/x', { text: '' }), candidate('b/x', good)])
  expect(result).toMatchObject({ text: '', fallbacks: [], thrown: null })
  expect(result.parts.at(-1)).toMatchObject({ finishReason: { unified: 'stop' } })
})

test('after the first content nothing is switched', async () => {
  const result = await ask([
    candidate('a/x', { tokens: 9, midStreamErrorAfterTokens: 3 }),
    candidate('b/x', good),
  ])
  expect(result.text).toBe('w0 w1 w2')
  expect(result.errors).toMatchObject([{ name: 'SkeinError', code: 'provider_error' }])
  expect(upstream.requests().map(asked)).toEqual(['a/x'])
})

test('a stream that breaks in the middle ends with an error part, whatever the provider', async () => {
  const script = { tokens: 9, dieAfterTokens: 3 }
  const throughOpenRouter = candidate('a/x', script)
  const throughOpenAI = {
    ...throughOpenRouter,
    languageModel: createOpenAI({ apiKey: 'k', baseURL: upstream.url }).chat('a/x'),
  }
  for (const each of [throughOpenRouter, throughOpenAI]) {
    const result = await ask([each, candidate('b/x', good)])
    expect(result).toMatchObject({ text: 'w0 w1 w2', thrown: null, fallbacks: [] })
    expect(result.errors).toMatchObject([{ name: 'SkeinError', code: 'provider_error' }])
    expect(result.parts.at(-1)).toMatchObject({ finishReason: { unified: 'error' } })
  }
})

test('a request that is wrong is not asked again', async () => {
  const result = await ask([candidate('a/x', { status: 400 }), candidate('b/x', good)])
  expect(result.thrown).toMatchObject({ code: 'provider_error' })
  expect(result.fallbacks).toEqual([])
})

test('a refused key leads to another provider only', async () => {
  const refused = candidate('a/x', { status: 401 })
  const alone = await ask([refused, candidate('b/x', good)])
  expect(alone.thrown).toMatchObject({
    code: 'provider_unauthorized',
    message: 'The key for openrouter was refused. Check openrouter_KEY.',
  })
  const helped = await ask([refused, candidate('b/x', good), candidate('c/x', good, 'openai')])
  expect(helped.fallbacks).toEqual(['openrouter/a/x > openai/c/x: provider_unauthorized'])
  expect(helped.text).toBe('Fine.')
})

test('the last failure is told when nobody can answer, with its time to wait', async () => {
  const result = await ask([
    candidate('a/x', { status: 502 }),
    candidate('b/x', { status: 429, retryAfter: 7 }),
  ])
  expect(result.thrown).toMatchObject({ code: 'provider_overloaded', retryAfter: 7 })
})

test.each<[string, number, UpstreamScript]>([
  ['before the connection answers', 0, { hang: true }],
  ['before the first word', 0, { tokens: 5, silentAfterTokens: 0 }],
  ['in the middle', 2, { tokens: 5, silentAfterTokens: 2 }],
])('a stop %s ends everything at once', async (_, tokens, script) => {
  const abort = new AbortController()
  const answer = ask([candidate('a/x', script), candidate('b/x', good)], {
    abortSignal: abort.signal,
  })
  await upstream.waitFor((request) => request.tokens_sent === tokens)
  abort.abort(new DOMException('stopped', 'AbortError'))
  const { thrown, fallbacks } = await answer
  expect(thrown ?? abort.signal.reason).toBe(abort.signal.reason)
  expect(fallbacks).toEqual([])
  await upstream.waitFor((request) => request.closed)
  expect(upstream.requests()).toHaveLength(1)
})

test('a model that ignores the signal does not hold up a stop', async () => {
  const deaf = { ...candidate('a/x', good) }
  deaf.languageModel = {
    ...deaf.languageModel,
    doStream: () => new Promise(() => undefined),
  } as LanguageModelV4
  const abort = new AbortController()
  const answer = ask([deaf], { abortSignal: abort.signal })
  abort.abort('stop')
  expect((await answer).thrown).toBe('stop')
})

test('a failed stream that stays open is closed', async () => {
  let signal: AbortSignal | undefined
  const onCancel = vi.fn()
  const failing = candidate('a/x', good)
  failing.languageModel = {
    ...failing.languageModel,
    doStream: async ({ abortSignal }) => {
      signal = abortSignal
      const stream = new ReadableStream<LanguageModelV4StreamPart>({
        start: (controller) => controller.enqueue({ type: 'error', error: { code: 502 } }),
        cancel: onCancel,
      })
      return { stream }
    },
  } as LanguageModelV4
  expect((await ask([failing, candidate('b/x', good)])).text).toBe('Fine.')
  expect(onCancel).toHaveBeenCalledOnce()
  expect(signal?.aborted).toBe(true)
})

test('a call that is not streamed falls back as well', async () => {
  const model = withFallback([candidate('a/x', { status: 503 }), candidate('b/x', good)], {
    firstTokenTimeoutMs: 5000,
    onFallback: vi.fn(),
  })
  const { content } = await model.doGenerate({ prompt })
  expect(content).toMatchObject([{ type: 'text', text: 'Fine.' }])
})
