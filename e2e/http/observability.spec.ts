import { expect, test } from '@playwright/test'
import {
  hasText,
  readEvents,
  readUntil,
  sendRaw,
  type ApiError,
  type Chunk,
  type Message,
  type Thread,
} from './client'
import { readMetrics, type Metrics } from './read-metrics'
import { startPair, type Pair } from './start-pair'

type Line = { level: number; time: string; event: string } & Record<string, unknown>
type Priced = Message & {
  usage: { input_tokens: number; output_tokens: number; cost: number }
}

type Expected = {
  operation: string
  status: number
  method: string
  path: string
  body?: string
  headers?: Record<string, string>
}

const uuid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i
const noThread = '019a0000-0000-7000-8000-000000000000'
const held = 'sim/held'
const titleModel = 'openai/gpt-4o'
const summaryModel = 'openai/gpt-4o-mini'
const talker = 'anthropic/claude-3.5-sonnet'

/** Words that must be in no line of the log and in no metric. */
const secrets = {
  providerKey: 'canary-provider-key',
  bearer: 'canary-bearer',
  apiKey: 'canary-api-key',
  cookie: 'canary-cookie',
  idempotencyKey: 'canary-idempotency-key',
  title: 'canary-title',
  newTitle: 'canary-new-title',
  writtenTitle: 'canary-written-title',
  systemPrompt: 'canary-system-prompt',
  question: 'canary-question',
  answer: 'canary-answer',
  reasoning: 'canary-reasoning',
  summary: 'canary-summary',
  metadata: 'canary-metadata',
  messageId: 'canary-external-message-id',
  edit: 'canary-edit',
  draft: 'canary-draft',
  search: 'canary-search',
  brokenJson: 'canary-broken-json',
  wrongValue: 'canary-wrong-value',
  wrongField: 'canary-wrong-field',
  wrongCursor: 'canary-wrong-cursor',
  hostName: 'canary-host.example',
  providerError: 'canary-provider-error',
  providerMetadata: 'canary-provider-metadata',
  brokenStream: 'canary-broken-stream',
  titleError: 'canary-title-error',
}

let pair: Pair
test.beforeAll(async () => {
  pair = await startPair('observability', {
    env: {
      OPENROUTER_API_KEY: secrets.providerKey,
      TITLE_MODEL: `openrouter/${titleModel}`,
      SUMMARY_MODEL: `openrouter/${summaryModel}`,
      SUMMARY_THRESHOLD: '2',
      SUMMARY_KEEP_RECENT: '0',
      LOG_LEVEL: 'debug',
    },
  })
})
test.afterAll(() => pair.close())
test.beforeEach(() => pair.upstream.clear())

const lines = (): Line[] =>
  pair.skein
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)

const linesOf = (event: string, fields: Record<string, unknown>) =>
  lines().filter(
    (line) =>
      line.event === event && Object.entries(fields).every(([name, value]) => line[name] === value),
  )

/** The only line of an event; a turn's follows the end of its stream. */
async function lineOf(event: string, fields: Record<string, unknown>): Promise<Line> {
  await expect.poll(() => linesOf(event, fields).length, { intervals: [20] }).toBe(1)
  return linesOf(event, fields)[0]!
}

const metrics = async (): Promise<Metrics> => {
  const response = await pair.client.send('GET', '/api/metrics')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  return readMetrics(await response.text())
}

const post = <Body = Priced>(thread: string, body: Record<string, unknown>) =>
  pair.client.ask<Body>('POST', `/api/threads/${thread}/messages`, { content: 'Hi', ...body })

async function openHeld(thread: string) {
  const body = { content: 'Count', model: held, stream: true }
  return readUntil(await pair.client.openStream(`/api/threads/${thread}/messages`, body), hasText)
}

const turnOf = (chunks: Chunk[]) =>
  (
    chunks.find(({ type }) => type === 'start') as unknown as {
      messageMetadata: { turn_id: string }
    }
  ).messageMetadata.turn_id

async function stopHeld(thread: string): Promise<{ turn: string }> {
  const { all } = await openHeld(thread)
  const stopped = await pair.client.ask('POST', `/api/chat/${thread}/stop`, {})
  expect(stopped.status).toBeLessThan(300)
  return { turn: turnOf((await all).chunks) }
}

const release = () => expect.poll(() => pair.upstream.release()).toBeGreaterThan(0)

test.describe('the log', () => {
  test('has one line for each request, however it ends', async () => {
    const { origin } = pair.skein
    const { id } = await pair.client.createThread()
    const json = { 'content-type': 'application/json' }
    const requests: Expected[] = [
      { operation: 'listThreads', status: 200, method: 'GET', path: '/api/threads?limit=3' },
      { operation: 'listThreads', status: 200, method: 'GET', path: '/threads' },
      { operation: 'getThread', status: 200, method: 'GET', path: `/api/v1/conversations/${id}` },
      { operation: 'getThread', status: 404, method: 'GET', path: `/api/threads/${noThread}` },
      { operation: 'createThread', status: 201, method: 'POST', path: '/threads', body: '{}' },
      { operation: 'createThread', status: 400, method: 'POST', path: '/api/threads', body: '{' },
      { operation: 'chat', status: 422, method: 'POST', path: '/chat', body: '{}' },
      {
        operation: 'createMessage',
        status: 200,
        method: 'POST',
        path: `/api/threads/${id}/messages`,
        body: '{"content":"Hi","model":"sim/echo","stream":true}',
      },
      { operation: 'listModels', status: 200, method: 'GET', path: '/api/models' },
      { operation: 'isReady', status: 200, method: 'GET', path: '/api/health/ready' },
      { operation: 'readMetrics', status: 200, method: 'GET', path: '/api/metrics' },
      { operation: 'unknown', status: 404, method: 'GET', path: '/api/nothing/here' },
      {
        operation: 'listThreads',
        status: 403,
        method: 'GET',
        path: '/api/threads',
        headers: { origin: 'https://foreign.example' },
      },
      {
        operation: 'createThread',
        status: 415,
        method: 'POST',
        path: '/api/threads',
        body: '{}',
        headers: { 'content-type': 'text/plain' },
      },
      // An id of the client's own is part of the address, and so of the line.
      { operation: 'getThread', status: 404, method: 'GET', path: '/api/threads/own-id' },
    ]
    for (const { operation, status, method, path, body, headers } of requests) {
      const sent = { ...(body === undefined ? {} : json), ...headers }
      const answer = await sendRaw(origin, { method, path, body, headers: sent })
      expect([path, answer.status]).toEqual([path, status])
      const request_id = answer.headers['x-request-id']
      expect(request_id).toMatch(uuid)
      if (status >= 400) {
        expect((JSON.parse(answer.text) as ApiError).error.request_id).toBe(request_id)
      }
      const line = await lineOf('request', { request_id })
      expect(line).toEqual({
        level: 30,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        event: 'request',
        request_id,
        operation,
        method,
        path: path.split('?')[0],
        status,
        duration_ms: expect.any(Number),
      })
      expect(line.duration_ms).toBeGreaterThanOrEqual(0)
    }
  })

  test('has one line for each turn, with what it took and cost', async () => {
    const { client, upstream } = pair
    const thread = await client.createThread()
    const { body: answer } = await post(thread.id, { model: 'sim/tokens-500' })
    const completed = await lineOf('turn', { thread_id: thread.id, outcome: 'completed' })
    expect(completed).toEqual({
      level: 30,
      time: expect.any(String),
      event: 'turn',
      turn_id: expect.stringMatching(uuid),
      thread_id: thread.id,
      outcome: 'completed',
      model: 'openrouter/sim/tokens-500',
      first_token_ms: expect.any(Number),
      duration_ms: expect.any(Number),
      input_tokens: answer.usage.input_tokens,
      output_tokens: 500,
      cost: answer.usage.cost,
    })
    expect(answer.usage.cost).toBeGreaterThan(0)
    expect(completed.duration_ms).toBeGreaterThanOrEqual(completed.first_token_ms as number)

    const { turn } = await stopHeld(thread.id)
    expect(await lineOf('turn', { turn_id: turn })).toMatchObject({
      thread_id: thread.id,
      outcome: 'stopped',
      model: 'openrouter/sim/held',
      first_token_ms: expect.any(Number),
    })

    upstream.script(talker, { status: 500, errorMessage: 'No.' })
    const refused = await post<ApiError>(thread.id, { model: talker })
    expect(refused.status).toBe(502)
    expect(await lineOf('turn', { thread_id: thread.id, outcome: 'failed' })).toMatchObject({
      turn_id: expect.stringMatching(uuid),
      error: 'provider_error',
      model: `openrouter/${talker}`,
      first_token_ms: null,
      duration_ms: expect.any(Number),
    })
    expect(linesOf('turn', { thread_id: thread.id })).toHaveLength(3)
  })

  test('holds nothing that was said, named or is secret, and neither do the metrics', async () => {
    const { client, skein, upstream } = pair
    upstream.script(titleModel, [
      { text: secrets.writtenTitle },
      { text: 'Well then' },
      { status: 400, errorMessage: secrets.titleError },
    ])
    upstream.script(summaryModel, { text: secrets.summary })
    upstream.script(talker, [
      { text: secrets.answer, reasoning: secrets.reasoning },
      {
        status: 400,
        errorMessage: secrets.providerError,
        errorMetadata: { raw: secrets.providerMetadata },
      },
      { text: 'Well then', midStreamErrorAfterTokens: 1, errorMessage: secrets.brokenStream },
    ])
    const headers = {
      authorization: `Bearer ${secrets.bearer}`,
      'x-api-key': secrets.apiKey,
      cookie: `session=${secrets.cookie}`,
    }
    const ask = async <Body>(method: string, path: string, body?: unknown, status = 200) => {
      const answer = await client.ask<Body>(method, path, body, { headers })
      expect([path, answer.status]).toEqual([path, status])
      return answer.body
    }

    const { id } = await ask<Thread>(
      'POST',
      '/api/threads',
      { system_prompt: secrets.systemPrompt, model: talker },
      201,
    )
    const messages = `/api/threads/${id}/messages`
    const said = await client.ask<Message>(
      'POST',
      messages,
      {
        content: secrets.question,
        external_id: secrets.messageId,
        metadata: { note: secrets.metadata },
      },
      { headers: { ...headers, 'idempotency-key': secrets.idempotencyKey } },
    )
    expect([said.status, said.body.content]).toEqual([201, secrets.answer])
    await expect
      .poll(async () => (await client.ask<Thread>('GET', `/api/threads/${id}`)).body.title)
      .toBe(secrets.writtenTitle)
    await expect
      .poll(async () => JSON.stringify(await ask('GET', `/api/threads/${id}/summaries`)))
      .toContain(secrets.summary)

    const failed = { content: secrets.question, model: talker }
    expect((await client.ask('POST', messages, failed)).status).toBeGreaterThanOrEqual(500)
    await readEvents(await client.openStream(messages, { ...failed, stream: true }))
    // Its own model is the one for titles too, so that no other is asked after it.
    const untitled = await client.createThread({ model: titleModel })
    await post(untitled.id, { content: secrets.question })
    await expect
      .poll(() => linesOf('job', { job: 'write-title', outcome: 'failed' }).length)
      .toBeGreaterThan(0)

    await ask('PATCH', `/api/threads/${id}`, { title: secrets.newTitle })
    await ask('POST', '/api/threads', { title: secrets.title }, 201)
    await ask('PATCH', `/api/messages/${said.body.id}`, { content: secrets.edit })
    await ask('GET', `/api/threads?q=${secrets.search}`)
    await ask('GET', `/api/threads?cursor=${secrets.wrongCursor}`, undefined, 422)
    await ask('GET', `/api/threads/${id}/context?draft=${secrets.draft}`)
    await ask('POST', messages, { content: 7, extra: secrets.wrongValue }, 422)
    await ask('POST', messages, { [secrets.wrongField]: { deep: secrets.wrongValue } }, 422)
    const raw = { method: 'POST', path: messages, body: `{"content": ${secrets.brokenJson}` }
    const json = { 'content-type': 'application/json' }
    expect((await sendRaw(skein.origin, { ...raw, headers: json })).status).toBe(400)
    const elsewhere = { ...json, host: secrets.hostName }
    expect((await sendRaw(skein.origin, { ...raw, headers: elsewhere })).status).toBe(403)

    // What was planted was there to be written down: the provider was told or has said it.
    const told = JSON.stringify(upstream.requests())
    for (const word of [secrets.systemPrompt, secrets.question, secrets.answer]) {
      expect(told).toContain(word)
    }
    const shown = JSON.stringify(await client.messages(id))
    for (const word of [secrets.edit, secrets.metadata, secrets.messageId]) {
      expect(shown).toContain(word)
    }

    expect(linesOf('turn', { thread_id: id }).length).toBe(3)
    const written = skein.output() + (await (await client.send('GET', '/api/metrics')).text())
    expect(Object.values(secrets).filter((word) => written.includes(word))).toEqual([])
    expect(written).not.toContain('canary')
    expect(lines().filter(({ event }) => event === 'request-failed')).toEqual([])
  })
})

test.describe('the metrics', () => {
  test('are Prometheus text whose labels name neither ids nor texts', async () => {
    const { id } = await pair.client.createThread({ title: 'Some title' })
    await post(id, { content: 'Some words', model: 'sim/echo', external_id: 'own-message' })
    await pair.client.ask('GET', '/api/threads/own-thread')
    await pair.client.ask('GET', '/api/some/address')
    const { body: document } = await pair.client.ask<{
      paths: Record<string, Record<string, { operationId?: string }>>
    }>('GET', '/api/openapi.json')
    const operations = Object.values(document.paths).flatMap((path) =>
      Object.values(path).flatMap(({ operationId }) => operationId ?? []),
    )
    const { body: models } = await pair.client.ask<{ data: { id: string }[] }>('GET', '/api/models')
    const word = /^[a-z]+(-[a-z]+)*$/
    const allowed: Record<string, (value: string) => boolean> = {
      operation: (value) => [...operations, 'unknown', 'refused'].includes(value),
      status: (value) => /^[2-5]\d\d$/.test(value),
      outcome: (value) => word.test(value),
      model: (value) => models.data.some((model) => model.id === value),
      kind: (value) => /^[a-z_]+$/.test(value),
      queue: (value) => word.test(value),
      state: (value) => word.test(value),
      le: (value) => value === '+Inf' || Number.isFinite(Number(value)),
    }
    const { samples } = await metrics()
    expect(samples.length).toBeGreaterThan(50)
    const strange = samples.filter(({ labels }) =>
      Object.entries(labels).some(
        ([name, value]) => !allowed[name]?.(value) || uuid.test(value) || /\s/.test(value),
      ),
    )
    expect(strange).toEqual([])
  })

  test('count requests by operation and status', async () => {
    const { client } = pair
    const name = 'skein_request_duration_seconds_count'
    const asked = [
      { operation: 'createThread', status: '201' },
      { operation: 'createThread', status: '422' },
      { operation: 'getThread', status: '404' },
      { operation: 'unknown', status: '404' },
    ]
    const before = await metrics()
    for (let n = 0; n < 3; n++) await client.createThread()
    await client.ask('POST', '/api/threads', { title: 7 })
    await client.ask('GET', `/threads/${noThread}`)
    await client.ask('GET', `/api/chat/${noThread}`)
    await client.ask('GET', '/api/nothing')
    const after = await metrics()
    const added = asked.map((labels) => after.value(name, labels) - before.value(name, labels))
    expect(added).toEqual([3, 1, 2, 1])
  })

  test('count turns by outcome, their first tokens, tokens and cost', async () => {
    const { client, upstream } = pair
    const counted = 'google/gemini-2.5-flash'
    upstream.script(counted, { tokens: 40, tokensPerSecond: 200 })
    upstream.script(talker, { status: 500, errorMessage: 'No.' })
    const { id } = await client.createThread()
    const before = await metrics()
    const answers = [
      (await post(id, { model: counted })).body,
      (await post(id, { model: counted })).body,
    ]
    const { turn } = await stopHeld(id)
    await lineOf('turn', { turn_id: turn })
    await post(id, { model: talker })
    const after = await metrics()

    const added = (name: string, labels: Record<string, string>) =>
      after.value(name, labels) - before.value(name, labels)
    const outcomes = ['completed', 'stopped', 'failed', 'interrupted', 'lost']
    expect(
      outcomes.map((outcome) => added('skein_turn_duration_seconds_count', { outcome })),
    ).toEqual([2, 1, 1, 0, 0])
    const model = answers[0]!.model_used!
    expect(model).toBe(`openrouter/${counted}`)
    expect(added('skein_turn_first_token_seconds_count', { model })).toBe(2)
    // 40 tokens at 200 a second take 0.2 s, of which the first token takes next to nothing.
    expect(added('skein_turn_duration_seconds_sum', { outcome: 'completed' })).toBeGreaterThan(0.3)
    expect(added('skein_turn_first_token_seconds_count', { model: `openrouter/${talker}` })).toBe(0)
    const sum = (of: (usage: Priced['usage']) => number) =>
      answers.map(({ usage }) => of(usage)).reduce((a, b) => a + b, 0)
    expect(added('skein_tokens_total', { model, kind: 'output' })).toBe(80)
    expect(added('skein_tokens_total', { model, kind: 'input' })).toBe(
      sum(({ input_tokens }) => input_tokens),
    )
    expect(sum(({ cost }) => cost)).toBeGreaterThan(0)
    expect(added('skein_cost_dollars_total', { model })).toBeCloseTo(
      sum(({ cost }) => cost),
      9,
    )
  })

  test('tell how many turns wait and run, and how many streams are read', async () => {
    const { client } = pair
    const now = async () => {
      const read = await metrics()
      return {
        running: read.value('skein_turns_running'),
        queued: read.value('skein_turns_queued'),
        answers: read.value('skein_streams_open', { kind: 'answer' }),
        events: read.value('skein_streams_open', { kind: 'events' }),
      }
    }
    await expect.poll(now).toEqual({ running: 0, queued: 0, answers: 0, events: 0 })
    const { id } = await client.createThread()
    const later = { background: true, model: held }
    const path = `/api/threads/${id}/messages`
    const first = await client.ask<{ stream_url: string }>('POST', path, { content: 'A', ...later })
    for (const content of ['B', 'C']) await client.ask('POST', path, { content, ...later })
    await expect.poll(now).toEqual({ running: 1, queued: 2, answers: 0, events: 0 })

    const readers = [1, 2].map(() => new AbortController())
    for (const { signal } of readers) {
      const response = await client.send('GET', first.body.stream_url, undefined, { signal })
      await response.body!.getReader().read()
    }
    const tab = new AbortController()
    const events = await client.send('GET', '/api/events', undefined, { signal: tab.signal })
    await events.body!.getReader().read()
    await expect.poll(now).toEqual({ running: 1, queued: 2, answers: 2, events: 1 })
    readers[0]!.abort()
    await expect.poll(now).toEqual({ running: 1, queued: 2, answers: 1, events: 1 })
    readers[1]!.abort()
    tab.abort()
    await expect.poll(now).toEqual({ running: 1, queued: 2, answers: 0, events: 0 })

    for (const queued of [2, 1, 0]) {
      await expect.poll(async () => (await now()).queued).toBe(queued)
      await release()
    }
    await expect.poll(now).toEqual({ running: 0, queued: 0, answers: 0, events: 0 })
  })

  test('count background jobs by queue, and their runs', async () => {
    const { client, upstream } = pair
    const queue = 'write-title'
    upstream.script(titleModel, { text: 'A fine name' })
    const ended = async () => {
      const read = await metrics()
      return [
        read.value('skein_jobs', { queue, state: 'completed' }),
        read.value('skein_job_runs_total', { queue, outcome: 'completed' }),
      ]
    }
    const [jobs = 0, runs = 0] = await ended()
    const { id } = await client.createThread()
    await post(id, { model: 'sim/echo' })
    // Titles of the tests before may come in between.
    const more = async () => (await ended()).map((count, at) => count > [jobs, runs][at]!)
    await expect.poll(more).toEqual([true, true])
    const read = await metrics()
    for (const state of ['queued', 'active', 'retrying', 'failed']) {
      expect(read.has('skein_jobs', { queue, state })).toBe(true)
    }
  })
})
