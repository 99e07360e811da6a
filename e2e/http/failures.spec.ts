import { expect, test } from '@playwright/test'
import { outcomesOf, readEvents, textOf, type ApiError, type Message, type Thread } from './client'
import { completionsOf, startPair, type Pair } from './start-pair'

const firstFive = 'w0 w1 w2 w3 w4'

let pair: Pair
test.beforeEach(() => pair.upstream.clear())
test.afterAll(() => pair.close())

async function ask<Body = Message>(model: string, body: Record<string, unknown> = {}) {
  const { id } = await pair.client.createThread()
  const path = `/api/threads/${id}/messages`
  const answer = await pair.client.ask<Body>('POST', path, { content: 'Count', model, ...body })
  return { ...answer, id, messages: await pair.client.messages(id) }
}

async function stream(model: string) {
  const { id } = await pair.client.createThread()
  const body = { content: 'Count', model, stream: true }
  const response = await pair.client.openStream(`/api/threads/${id}/messages`, body)
  expect(response.status).toBe(200)
  const { chunks, isDone } = await readEvents(response)
  expect(isDone).toBe(true)
  return { chunks, messages: await pair.client.messages(id) }
}

const askedModels = () =>
  completionsOf(pair.upstream).map(({ body }) => (body as { model: string }).model)

test.describe('a provider that fails before the first token', () => {
  test.beforeAll(async () => {
    await pair?.close()
    pair = await startPair('failures', {
      env: { FIRST_TOKEN_TIMEOUT: '3', TURN_IDLE_TIMEOUT: '3' },
    })
  })

  const failures = [
    { model: 'sim/error-401', status: 502, code: 'provider_unauthorized' },
    { model: 'sim/error-402', status: 503, code: 'provider_credit' },
    { model: 'sim/error-429', status: 503, code: 'provider_overloaded', retryAfter: '1' },
    { model: 'sim/error-500', status: 502, code: 'provider_error' },
    { model: 'sim/error-503', status: 503, code: 'provider_overloaded', retryAfter: '1' },
    { model: 'sim/error-408', status: 504, code: 'provider_timeout' },
    { model: 'sim/empty', status: 502, code: 'provider_error' },
    { model: 'sim/blank', status: 502, code: 'provider_error' },
    { model: 'sim/hang', status: 504, code: 'provider_timeout' },
  ]
  for (const { model, status, code, retryAfter = null } of failures) {
    test(`${model} gives ${status} and is kept as failed`, async () => {
      const refused = await ask<ApiError>(model)
      expect([refused.status, refused.body.error.code]).toEqual([status, code])
      expect(refused.headers.get('retry-after')).toBe(retryAfter)
      expect(refused.body.error.request_id).toBe(refused.headers.get('x-request-id'))
      expect(refused.messages).toMatchObject([
        { role: 'user', status: 'completed', content: 'Count' },
        { role: 'assistant', status: 'failed', content: '', error: { code } },
      ])
      expect(refused.messages[1]?.error?.message).toBe(refused.body.error.message)
      expect(askedModels()).toEqual([model])

      const told = await stream(model)
      expect(outcomesOf(told.chunks)).toMatchObject([{ status: 'failed', error: { code } }])
      expect(told.chunks.at(-1)).toEqual({
        type: 'error',
        errorText: refused.body.error.message,
      })
      expect(told.messages[1]).toMatchObject({ status: 'failed', error: { code } })
      if (model === 'sim/hang') {
        for (const { closed } of completionsOf(pair.upstream)) expect(closed).toBe(true)
      }
    })
  }

  test('the thread goes on after a failure', async () => {
    const { id } = await ask('sim/error-500')
    const next = await pair.client.ask<Message>('POST', `/api/threads/${id}/messages`, {
      content: 'Again',
      model: 'sim/echo',
    })
    expect([next.status, next.body.sequence_number]).toEqual([201, 4])
    expect(next.body.content).toContain('You said: "Again"')
  })

  test('a provider that falls silent is ended after TURN_IDLE_TIMEOUT', async () => {
    const { upstream } = pair
    const silent = await ask('sim/silent')
    expect(silent.status).toBe(201)
    expect(silent.body).toMatchObject({
      status: 'failed',
      content: firstFive,
      error: { code: 'provider_timeout' },
    })
    await upstream.waitFor(({ model, closed }) => model === 'sim/silent' && closed)
    expect(askedModels()).toEqual(['sim/silent'])
  })

  test('one that speaks slowly, but speaks, is not', async () => {
    pair.upstream.script('openai/gpt-4o', { tokens: 8, tokensPerSecond: 3 })
    const slow = await ask('openai/gpt-4o')
    expect(slow.body).toMatchObject({ status: 'completed', content: 'w0 w1 w2 w3 w4 w5 w6 w7' })
  })

  test('a provider that is not there gives 502', async () => {
    await pair.upstream.close()
    const { status, body, messages } = await ask<ApiError>('sim/echo')
    expect([status, body.error.code]).toEqual([502, 'provider_error'])
    expect(messages[1]).toMatchObject({ status: 'failed', error: { code: 'provider_error' } })
  })
})

test.describe('with DEFAULT_FALLBACK_MODELS', () => {
  test.beforeAll(async () => {
    await pair?.close()
    pair = await startPair('fallback', {
      env: {
        DEFAULT_FALLBACK_MODELS: 'sim/error-500,openai/gpt-4o',
        FIRST_TOKEN_TIMEOUT: '3',
        TURN_IDLE_TIMEOUT: '3',
      },
    })
  })

  const gpt4o = 'openrouter/openai/gpt-4o'
  for (const { model, code } of [
    { model: 'sim/error-503', code: 'provider_overloaded' },
    { model: 'sim/hang', code: 'provider_timeout' },
  ]) {
    test(`the next model answers for ${model}, and the change is told`, async () => {
      const { id } = await pair.client.createThread({ model })
      const path = `/api/threads/${id}/messages`
      const response = await pair.client.openStream(path, { content: 'What is 2+2?', stream: true })
      const { chunks } = await readEvents(response)
      expect(textOf(chunks)).toBe('2+2 is 4.')
      expect(askedModels()).toEqual([model, 'sim/error-500', 'openai/gpt-4o'])
      const fallbacks = [
        { from: `openrouter/${model}`, to: 'openrouter/sim/error-500', code },
        { from: 'openrouter/sim/error-500', to: gpt4o, code: 'provider_error' },
      ]
      expect(
        chunks.filter(({ type }) => type === 'data-fallback').map(({ data }) => data),
      ).toMatchObject(fallbacks)
      expect(outcomesOf(chunks)).toMatchObject([{ status: 'completed', model: gpt4o }])
      const [, answer] = await pair.client.messages(id)
      expect(answer).toMatchObject({
        status: 'completed',
        model_used: gpt4o,
        metadata: { fallbacks },
      })
      const thread = await pair.client.ask<Thread>('GET', `/api/threads/${id}`)
      expect(thread.body.active_model).toBe(`openrouter/${model}`)
    })
  }

  test('when nobody answers, the last failure is told', async () => {
    pair.upstream.script('openai/gpt-4o', { status: 402, errorMessage: 'Insufficient credits' })
    const { status, body, messages } = await ask<ApiError>('sim/error-503')
    expect([status, body.error.code]).toEqual([503, 'provider_credit'])
    expect(messages[1]).toMatchObject({ status: 'failed', error: { code: 'provider_credit' } })
    expect(askedModels()).toEqual(['sim/error-503', 'sim/error-500', 'openai/gpt-4o'])
  })

  test('a request that the provider finds wrong is not sent to others', async () => {
    const { status, body } = await ask<ApiError>('sim/error-400')
    expect([status, body.error.code]).toEqual([502, 'provider_error'])
    expect(askedModels()).toEqual(['sim/error-400'])
  })

  for (const { model, code } of [
    { model: 'sim/mid-stream-error', code: 'provider_error' },
    { model: 'sim/truncated', code: 'provider_error' },
    { model: 'sim/dies', code: 'provider_error' },
    { model: 'sim/silent', code: 'provider_timeout' },
  ]) {
    test(`${model}: after the first token nobody is asked again, and the text is kept`, async () => {
      const broken = await ask(model)
      expect(broken.status).toBe(201)
      const kept = { status: 'failed', content: firstFive, error: { code } }
      expect(broken.body).toMatchObject({ ...kept, model_used: `openrouter/${model}` })
      expect(broken.messages[1]).toEqual(broken.body)
      expect(askedModels()).toEqual([model])

      const told = await stream(model)
      expect(textOf(told.chunks)).toBe(firstFive)
      expect(outcomesOf(told.chunks)).toMatchObject([{ status: 'failed', error: { code } }])
      expect(told.messages[1]).toMatchObject(kept)
      expect(askedModels()).toEqual([model, model])
    })
  }
})
