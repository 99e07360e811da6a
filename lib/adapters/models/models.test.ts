import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { APICallError, type LanguageModelV4 } from '@ai-sdk/provider'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { startUpstream, type Upstream } from '@/e2e/upstream/upstream'
import type { CatalogueCache } from '@/lib/adapters/models/catalogue'
import { createModels, type RunningModels } from '@/lib/adapters/models/models'
import type { ModelSettings } from '@/lib/adapters/models/registry'
import { modelListSchema, type Model } from '@/lib/core/models/model'
import texts from '@/messages/en/models.json'

const nowhere = 'http://127.0.0.1:1/v1'
const thread = { id: 't', title: 'x', messageCount: 1 }
const request = { thread, onFallback: () => undefined, onServed: () => undefined }

let server: Server
let serverUrl: string
let answers: Map<string, { status?: number; body: unknown }>
let asked: { url: string; authorization: string | undefined }[]
let running: RunningModels[] = []

beforeEach(async () => {
  answers = new Map()
  asked = []
  server = createServer((request, response) => {
    const url = request.url ?? ''
    asked.push({ url, authorization: request.headers.authorization })
    const { status = 200, body } = answers.get(url) ?? { status: 404, body: {} }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  for (const models of running) models.close()
  running = []
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function memoryCache(): CatalogueCache & {
  rows: Map<string, { models: Model[]; fetchedAt: Date }>
} {
  const rows = new Map<string, { models: Model[]; fetchedAt: Date }>()
  return {
    rows,
    read: async (provider) => rows.get(provider) ?? null,
    write: async (provider, models, fetchedAt) => void rows.set(provider, { models, fetchedAt }),
  }
}

function build(
  settings: Partial<ModelSettings> = {},
  cache: CatalogueCache = memoryCache(),
  lookMs?: number,
) {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const models = createModels({
    settings: {
      openrouterBaseUrl: `${serverUrl}/or`,
      openaiBaseUrl: `${serverUrl}/oa`,
      ollamaBaseUrl: nowhere,
      thesysBaseUrl: `${serverUrl}/c1`,
      fallbackModels: [],
      backgroundModels: [],
      firstTokenTimeoutMs: 1000,
      ...settings,
    },
    cache,
    log,
    clock: { now: () => Date.parse('2026-11-21T12:00:00Z') },
    lookMs,
  })
  running.push(models)
  return { models, log, cache }
}

function providerOf(models: RunningModels, id: string) {
  return models.list().providers.find((provider) => provider.id === id)
}

const listed = {
  id: 'maker/new',
  name: 'Maker: New',
  description: 'Good at things. '.repeat(40),
  context_length: 200_000,
  architecture: { input_modalities: ['text', 'image', 'file'], output_modalities: ['text'] },
  pricing: { prompt: '0.00000015', completion: '0.0000006' },
  top_provider: { max_completion_tokens: 8192 },
  supported_parameters: ['tools', 'reasoning'],
}

describe('without any key', () => {
  test('every provider is listed, with what to set', () => {
    const { models } = build()
    const list = modelListSchema.parse(models.list())
    expect(list.providers.map(({ id, configured }) => [id, configured])).toEqual([
      ['openrouter', false],
      ['openai', false],
      ['thesys', false],
      ['openai-compatible', false],
      ['ollama', false],
      ['demo', true],
    ])
    const hints = list.providers.flatMap(({ id, hint }) => (hint === null ? [] : [[id, hint]]))
    expect(Object.fromEntries(hints)).toEqual(texts.hints)
    for (const variable of ['OPENROUTER_API_KEY', 'OPENAI_API_KEY', 'THESYS_API_KEY']) {
      expect(list.providers.map(({ hint }) => hint).join('\n')).toContain(variable)
    }
    expect(list.default_model).toBe('demo/skein')
    expect(new Set(list.data.map(({ id }) => id)).size).toBe(list.data.length)
  })

  test('models are known but not configured, except the demo', () => {
    const { models } = build()
    const configured = models.list().data.filter((model) => model.configured)
    expect(configured.map(({ id, demo }) => [id, demo])).toEqual([['demo/skein', true]])
    expect(models.find('openai/gpt-4o')).toMatchObject({ configured: false })
    expect(() =>
      models.languageModel({ ...request, model: models.find('openai/gpt-4o')! }),
    ).toThrow('OPENROUTER_API_KEY')
  })

  test('nothing but Ollama is asked', async () => {
    const { models } = build({ ollamaBaseUrl: `${serverUrl}/v1` })
    await models.refresh()
    expect(asked.map(({ url }) => url)).toEqual(['/v1/models'])
  })
})

test('the snapshot has sane windows and prices in dollars per million tokens', () => {
  const { models } = build()
  const snapshot = models.list().data.filter(({ provider }) => provider === 'openrouter')
  expect(snapshot.length).toBeGreaterThan(150)
  for (const model of snapshot) {
    expect(model.context_window).toBeGreaterThanOrEqual(1000)
    expect(model.price?.output ?? 0).toBeLessThan(1000)
  }
  expect(models.find('openrouter/anthropic/claude-3.5-sonnet')).toMatchObject({
    price: { input: 3, output: 15 },
    context_window: 200_000,
  })
})

describe('an id', () => {
  test('as OpenRouter writes it resolves through OpenRouter', () => {
    const { models } = build({ openrouterApiKey: 'k' })
    for (const id of ['anthropic/claude-3.5-sonnet', 'openai/gpt-4o', 'openai/gpt-4o-mini']) {
      expect(models.find(id)?.id).toBe(`openrouter/${id}`)
    }
  })

  test('goes to OpenAI itself when that has a key', () => {
    const { models } = build({ openrouterApiKey: 'k', openaiApiKey: 'k' })
    expect(models.find('openai/gpt-4o')?.id).toBe('openai/gpt-4o')
  })

  test('that no catalogue lists is unknown', () => {
    const { models } = build({ openrouterApiKey: 'k' })
    for (const id of ['openrouter/nobody/nothing', 'nobody/nothing', '', 'demo', '__proto__']) {
      expect(models.find(id)).toBeNull()
    }
  })
})

describe('the default model', () => {
  test('is the one that was set, by any of its names', () => {
    const settings = { openrouterApiKey: 'k', defaultModel: 'anthropic/claude-3.5-sonnet' }
    expect(build(settings).models.defaultId()).toBe('openrouter/anthropic/claude-3.5-sonnet')
  })

  test('is one of the first configured provider when none or an unknown one was set', () => {
    expect(build({ openrouterApiKey: 'k' }).models.defaultId()).toBe(
      'openrouter/openai/gpt-4o-mini',
    )
    expect(build({ openaiApiKey: 'k', defaultModel: 'no/such' }).models.defaultId()).toBe(
      'openai/gpt-4o-mini',
    )
  })
})

describe('OpenRouter’s catalogue', () => {
  test('is fetched, read and cached', async () => {
    answers.set('/or/models', { body: { data: [listed] } })
    const cache = memoryCache()
    const { models } = build({ openrouterApiKey: 'k' }, cache)
    await models.refresh()
    expect(models.find('maker/new')).toMatchObject({
      id: 'openrouter/maker/new',
      context_window: 200_000,
      max_output_tokens: 8192,
      price: { input: 0.15, output: 0.6 },
      abilities: { tools: true, reasoning: true, images: true, files: true },
      configured: true,
    })
    expect(models.find('maker/new')!.description!.length).toBeLessThan(260)
    expect(models.find('anthropic/claude-3.5-sonnet')).toBeNull()
    expect(providerOf(models, 'openrouter')).toMatchObject({
      catalogue: 'live',
      fetched_at: '2026-11-21T12:00:00.000Z',
      hint: null,
    })
    expect(cache.rows.get('openrouter')?.models.map(({ id }) => id)).toEqual([
      'openrouter/maker/new',
    ])
  })

  test('comes from the cache when the provider cannot be reached', async () => {
    answers.set('/or/models', { body: { data: [listed] } })
    const cache = memoryCache()
    await build({ openrouterApiKey: 'k' }, cache).models.refresh()
    const { models, log } = build({ openrouterApiKey: 'k', openrouterBaseUrl: nowhere }, cache)
    await models.refresh()
    await models.refresh()
    expect(models.find('maker/new')?.configured).toBe(true)
    expect(providerOf(models, 'openrouter')?.catalogue).toBe('cached')
    expect(log.warn).toHaveBeenCalledTimes(1)
  })

  test.each<[string, { status?: number; body: unknown }]>([
    ['an error', { status: 500, body: { error: {} } }],
    ['no list', { body: { data: 'x' } }],
    ['an empty list', { body: { data: [] } }],
    ['only rubbish', { body: { data: [null, 1, { id: 'x' }, { ...listed, context_length: -1 }] } }],
    [
      'only models that draw',
      { body: { data: [{ ...listed, architecture: { output_modalities: ['image'] } }] } },
    ],
  ])('is kept when the answer is %s', async (_, answer) => {
    answers.set('/or/models', answer)
    const { models } = build({ openrouterApiKey: 'k' })
    await models.refresh()
    expect(providerOf(models, 'openrouter')?.catalogue).toBe('snapshot')
    expect(models.find('openai/gpt-4o')?.configured).toBe(true)
  })

  test('takes the good entries among bad ones, and a changing price as unknown', async () => {
    const auto = { ...listed, id: 'openrouter/auto', pricing: { prompt: '-1', completion: '-1' } }
    answers.set('/or/models', { body: { data: [{ id: 7 }, auto] } })
    const { models } = build({ openrouterApiKey: 'k' })
    await models.refresh()
    const found = models.list().data.filter(({ provider }) => provider === 'openrouter')
    expect(found).toMatchObject([{ id: 'openrouter/openrouter/auto', price: null }])
  })

  test('is used although the cache fails', async () => {
    answers.set('/or/models', { body: { data: [listed] } })
    const broken: CatalogueCache = {
      read: () => Promise.reject(new Error('no database')),
      write: () => Promise.reject(new Error('no database')),
    }
    const { models, log } = build({ openrouterApiKey: 'k' }, broken)
    await models.refresh()
    expect(models.find('maker/new')).not.toBeNull()
    const warned = log.warn.mock.calls.filter(([, fields]) => fields.provider === 'openrouter')
    expect(warned.map(([event]) => event)).toEqual([
      'model-catalogue-cache-unreadable',
      'model-catalogue-not-cached',
    ])
  })

  test('is taken from the cache once started, whenever somebody renewed it there', async () => {
    const cache = memoryCache()
    const { models } = build({ openrouterApiKey: 'k' }, cache, 5)
    await models.start()
    expect(models.find('maker/new')).toBeNull()
    answers.set('/or/models', { body: { data: [listed] } })
    await build({ openrouterApiKey: 'k' }, cache).models.refresh()
    await vi.waitFor(() => expect(models.find('maker/new')).not.toBeNull())
    expect(providerOf(models, 'openrouter')?.catalogue).toBe('cached')
    models.close()
  })

  test('names the providers that could not be asked', async () => {
    const { models } = build({ openrouterApiKey: 'k', openrouterBaseUrl: nowhere })
    expect(await models.refresh()).toEqual(['OpenRouter'])
    answers.set('/or/models', { body: { data: [listed] } })
    expect(await build({ openrouterApiKey: 'k' }).models.refresh()).toEqual([])
  })
})

describe('servers that speak OpenAI’s API', () => {
  test('list their models, with their key', async () => {
    answers.set('/lm/models', {
      body: {
        data: [{ id: 'qwen', max_model_len: 40_960 }, { id: 'nomic-embed-text' }, { id: 'b' }],
      },
    })
    const { models } = build({
      openaiCompatibleBaseUrl: `${serverUrl}/lm/`,
      openaiCompatibleApiKey: 'secret',
    })
    await models.refresh()
    expect(asked.find(({ url }) => url === '/lm/models')?.authorization).toBe('Bearer secret')
    expect(models.find('openai-compatible/qwen')).toMatchObject({ context_window: 40_960 })
    expect(models.find('openai-compatible/b')).toMatchObject({ context_window: 8192, price: null })
    expect(models.find('openai-compatible/nomic-embed-text')).toBeNull()
    expect(models.defaultId()).toBe('openai-compatible/qwen')
  })

  test('Ollama is there when it answers and gone when it does not, without a word in the log', async () => {
    answers.set('/v1/models', { body: { data: [{ id: 'llama3.2' }] } })
    const { models, log } = build({ ollamaBaseUrl: `${serverUrl}/v1` })
    expect(providerOf(models, 'ollama')).toMatchObject({ configured: false, catalogue: 'none' })
    await models.refresh()
    expect(models.find('ollama/llama3.2')?.configured).toBe(true)
    expect(providerOf(models, 'ollama')).toMatchObject({ configured: true, catalogue: 'live' })
    answers.clear()
    await models.refresh()
    expect(models.find('ollama/llama3.2')?.configured).toBe(false)
    expect(log.warn).toHaveBeenCalledTimes(1)
    const { models: absent, log: silent } = build()
    await absent.refresh()
    expect(silent.warn).not.toHaveBeenCalled()
  })
})

describe('asking', () => {
  let upstream: Upstream
  beforeEach(async () => {
    upstream = await startUpstream()
  })
  afterEach(() => upstream.close())

  async function say(models: RunningModels, id: string) {
    const onFallback = vi.fn()
    const onServed = vi.fn()
    const model = models.languageModel({ model: models.find(id)!, thread, onFallback, onServed })
    const { stream } = await (model as LanguageModelV4).doStream({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
    })
    let text = ''
    const types = new Set<string>()
    for await (const part of stream) {
      types.add(part.type)
      if (part.type === 'text-delta') text += part.delta
      if (part.type === 'finish') expect(part.finishReason.raw).toBe('stop')
    }
    return {
      text,
      types,
      fallbacks: onFallback.mock.calls.map(([{ to }]) => to),
      served: onServed.mock.calls.map(([{ id: served }]) => served),
    }
  }

  test.each<[string, string, (url: string) => Partial<ModelSettings>]>([
    [
      'openrouter/openai/gpt-4o',
      'openai/gpt-4o',
      (url) => ({ openrouterApiKey: 'k', openrouterBaseUrl: url }),
    ],
    ['openai/gpt-4o', 'gpt-4o', (url) => ({ openaiApiKey: 'k', openaiBaseUrl: url })],
    [
      'thesys/c1/anthropic/claude-sonnet-4/v-20250815',
      'c1/anthropic/claude-sonnet-4/v-20250815',
      (url) => ({ thesysApiKey: 'k', thesysBaseUrl: url }),
    ],
    [
      'openai-compatible/openai/gpt-4o',
      'openai/gpt-4o',
      (url) => ({ openaiCompatibleApiKey: 'k', openaiCompatibleBaseUrl: url }),
    ],
  ])('%s reaches its server as %s', async (id, sent, settings) => {
    upstream.script(sent, { text: 'one two three' })
    const { models } = build(settings(upstream.url))
    await models.refresh()
    const answer = await say(models, id)
    expect(answer).toMatchObject({ text: 'one two three', served: [id], fallbacks: [] })
    const request = upstream.requests().find(({ path }) => path.endsWith('/chat/completions'))
    expect(request?.body).toMatchObject({
      model: sent,
      stream: true,
      stream_options: { include_usage: true },
    })
    expect(request?.headers.authorization).toBe('Bearer k')
  })

  test('the configured fallback models are asked in order, each once', async () => {
    upstream.script('openai/gpt-4o', { status: 503 })
    upstream.script('openai/gpt-4o-mini', { text: 'Helped.' })
    const { models } = build({
      openrouterApiKey: 'k',
      openrouterBaseUrl: upstream.url,
      fallbackModels: ['openai/gpt-4o', 'no/such', 'thesys/none', 'openai/gpt-4o-mini'],
    })
    expect(await say(models, 'openai/gpt-4o')).toMatchObject({
      text: 'Helped.',
      fallbacks: ['openrouter/openai/gpt-4o-mini'],
      served: ['openrouter/openai/gpt-4o-mini'],
    })
  })

  test('unknown ids in the settings are named once at the start', async () => {
    const { models, log } = build({ backgroundModels: ['no/such'] })
    await models.refresh()
    await models.refresh()
    expect(log.warn).toHaveBeenCalledExactlyOnceWith('model-unknown', { model: 'no/such' })
  })

  test('the demo answers without a network', async () => {
    const { models } = build()
    const model = models.languageModel({ ...request, model: models.find('demo/skein')! })
    const { stream } = await (model as LanguageModelV4).doStream({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'error' }] }],
    })
    let text = ''
    for await (const part of stream) if (part.type === 'text-delta') text += part.delta
    expect(text).toContain('will now fail')
    expect(asked).toEqual([])
  })
})

test('an error is explained with the provider that its address belongs to', () => {
  const { models } = build()
  const error = new APICallError({
    message: 'x',
    url: `${serverUrl}/oa/chat/completions`,
    requestBodyValues: {},
    statusCode: 401,
  })
  expect(models.explainError(error)).toEqual({
    code: 'provider_unauthorized',
    message: 'The key for OpenAI was refused. Check OPENAI_API_KEY.',
  })
})
