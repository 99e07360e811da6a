import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import {
  hasText,
  outcomesOf,
  readEvents,
  readUntil,
  textOf,
  type ApiError,
  type Chunk,
  type Message,
  type Thread,
} from './client'
import { noFaults, readTurnFacts } from './turn-facts'
import { completionsOf, startPair, type Pair } from './start-pair'

const held = 'sim/held'
const firstFive = 'w0 w1 w2 w3 w4'
const allTwenty = Array.from({ length: 20 }, (_, n) => `w${n}`).join(' ')

let pair: Pair
test.beforeAll(async () => {
  // What is compared here is the whole history.
  pair = await startPair('turns', { env: { SUMMARY_THRESHOLD: '0', TITLE_MODEL: 'none' } })
})
test.afterAll(() => pair.close())
test.beforeEach(() => pair.upstream.clear())

const startOf = (chunks: Chunk[]) =>
  chunks.find(({ type }) => type === 'start') as
    { messageId: string; messageMetadata: { turn_id: string; thread_id: string } } | undefined

const post = <Body = Message>(
  thread: string,
  body: Record<string, unknown>,
  headers?: Record<string, string>,
) => pair.client.ask<Body>('POST', `/api/threads/${thread}/messages`, body, { headers })

const openStream = (thread: string, body: Record<string, unknown>) =>
  pair.client.openStream(`/api/threads/${thread}/messages`, { ...body, stream: true })

/** Opens a stream whose answer stands still after five words. */
async function openHeld(thread: string, body: Record<string, unknown> = {}) {
  const response = await openStream(thread, { content: 'Count', model: held, ...body })
  expect(response.status).toBe(200)
  return readUntil(response, (chunks) => textOf(chunks) === firstFive)
}

/** Waits until the simulated provider has an answer to hold, then lets it go on. */
const release = () => expect.poll(() => pair.upstream.release()).toBeGreaterThan(0)

const answerOf = async (thread: string) =>
  (await pair.client.messages(thread)).findLast(({ role }) => role === 'assistant')

test('a question that waits is sent as it was changed, and one that runs cannot be changed', async () => {
  const { client, upstream } = pair
  const { id } = await client.createThread({ model: held })
  const first = await openHeld(id)
  await post(id, { content: 'Befroe', model: 'sim/echo', background: true })
  const [running, , waiting] = await client.messages(id)
  const change = (message: Message | undefined) =>
    client.ask<ApiError>('PATCH', `/api/messages/${message?.id}`, { content: 'After' })
  const refused = await change(running)
  expect([refused.status, refused.body.error.code]).toEqual([409, 'turn_active'])
  expect((await change(waiting)).status).toBe(200)
  await release()
  await first.all
  await expect.poll(async () => (await answerOf(id))?.status).toBe('completed')
  expect((await answerOf(id))?.content).toContain('After')
  expect(JSON.stringify(completionsOf(upstream).map(({ body }) => body))).not.toContain('Befroe')
})

test.describe('many requests at once', () => {
  test('twenty messages to one thread are answered one after the other, in their order', async () => {
    const { client, upstream } = pair
    const { id } = await client.createThread({ model: 'sim/echo' })
    const asked = Array.from({ length: 20 }, (_, n) => `question ${n}`)
    const answers = await Promise.all(
      asked.map(async (content, n) => {
        if (n % 2 === 0) {
          const { status, body } = await post(id, { content })
          expect(status).toBe(201)
          expect(body.status).toBe('completed')
          return [content, body.content] as const
        }
        const { chunks, isDone } = await readEvents(await openStream(id, { content }))
        expect(isDone).toBe(true)
        expect(outcomesOf(chunks).map(({ status }) => status)).toEqual(['completed'])
        return [content, textOf(chunks)] as const
      }),
    )

    const messages = await client.messages(id)
    expect(messages.map(({ sequence_number }) => sequence_number)).toEqual(
      Array.from({ length: 40 }, (_, n) => n + 1),
    )
    const questions = messages.filter(({ role }) => role === 'user')
    expect(questions.map(({ content }) => content).toSorted()).toEqual(asked.toSorted())
    expect(messages.every(({ status }) => status === 'completed')).toBe(true)
    messages.forEach((message, at) => expect(message.parent_id).toBe(messages[at - 1]?.id ?? null))

    const told = new Map(answers)
    questions.forEach((question, n) => {
      const answer = messages[2 * n + 1]
      expect(answer?.role).toBe('assistant')
      expect(answer?.content).toContain(`I received ${2 * n + 1} message`)
      expect(answer?.content).toContain(`You said: "${question.content}"`)
      expect(told.get(question.content)).toBe(answer?.content)
    })
    // Each request carries all earlier answers complete: no turn began before the one before it had ended.
    const sent = completionsOf(upstream).map(
      ({ body }) => (body as { messages: { content: string }[] }).messages,
    )
    expect(sent).toHaveLength(20)
    sent.forEach((dialogue, n) =>
      expect(dialogue.map(({ content }) => content)).toEqual(
        messages.slice(0, 2 * n + 1).map(({ content }) => content),
      ),
    )
  })

  test('threads do not wait for each other, and a waiting turn tells its place', async () => {
    const { client } = pair
    const [one, other] = await Promise.all([client.createThread(), client.createThread()])
    const first = await openHeld(one.id)
    const waiting = await readUntil(await openStream(one.id, { content: 'Hi' }), (chunks) =>
      chunks.some(({ type }) => type === 'data-queue'),
    )
    const elsewhere = await post(other.id, { content: 'Hello', model: 'sim/echo' })
    expect(elsewhere.body.status).toBe('completed')
    await expect
      .poll(async () => (await client.messages(one.id)).map(({ status }) => status))
      .toEqual(['completed', 'streaming', 'completed', 'pending'])
    await release()
    expect(textOf((await first.all).chunks)).toBe(allTwenty)
    const { chunks } = await waiting.all
    expect(chunks.find(({ type }) => type === 'data-queue')?.data).toEqual({ position: 1 })
    expect(outcomesOf(chunks).map(({ status }) => status)).toEqual(['completed'])
  })

  test('the same request ten times at once, and again after the end, is one turn', async () => {
    const { client, upstream } = pair
    upstream.script('openai/gpt-4o', { tokens: 40, tokensPerSecond: 100 })
    const threadId = `same-${randomUUID()}`
    const body = {
      prompt: { role: 'user', content: 'Only once', id: 'only-1' },
      threadId,
      responseId: 'only-1-answer',
      model: 'openai/gpt-4o',
    }
    const say = async () => {
      const response = await client.openStream('/api/chat', body)
      expect(response.status).toBe(200)
      const { chunks, isDone } = await readEvents(response)
      expect(isDone).toBe(true)
      expect(outcomesOf(chunks).map(({ status }) => status)).toEqual(['completed'])
      return { text: textOf(chunks), start: startOf(chunks) }
    }
    const [first, ...others] = await Promise.all(Array.from({ length: 10 }, say))
    const later = await say()
    expect(first?.text.split(' ')).toHaveLength(40)
    for (const same of [...others, later]) expect(same).toEqual(first)
    expect(completionsOf(upstream)).toHaveLength(1)
    const messages = await client.messages(threadId)
    expect(messages.map(({ external_id }) => external_id)).toEqual(['only-1', 'only-1-answer'])
    expect(messages[1]?.content).toBe(first?.text)
  })

  test('a repeated request without a thread makes one thread', async () => {
    const { client, upstream } = pair
    const key = randomUUID()
    const body = { message: { role: 'user', content: 'A new one' }, model: 'sim/echo' }
    const starts = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const response = await client.openStream('/api/chat', body, {
          headers: { 'idempotency-key': key },
        })
        const { chunks } = await readEvents(response)
        expect(response.headers.get('x-skein-thread-id')).toBe(
          startOf(chunks)?.messageMetadata.thread_id,
        )
        return startOf(chunks)?.messageMetadata
      }),
    )
    expect(new Set(starts.map((start) => start?.turn_id)).size).toBe(1)
    expect(completionsOf(upstream)).toHaveLength(1)
    expect(await client.messages(starts[0]?.thread_id ?? '')).toHaveLength(2)
  })
})

test.describe('readers', () => {
  test('an answer whose reader leaves is completed and stored', async () => {
    const { client, upstream } = pair
    const { id } = await client.createThread()
    const leave = new AbortController()
    const response = await client.openStream(
      `/api/threads/${id}/messages`,
      { content: 'Count', model: held, stream: true },
      { signal: leave.signal },
    )
    const { all } = await readUntil(response, hasText)
    leave.abort()
    await expect(all).rejects.toThrow()
    await release()
    await expect.poll(async () => (await answerOf(id))?.status).toBe('completed')
    expect((await answerOf(id))?.content).toBe(allTwenty)
    expect(completionsOf(upstream)).toMatchObject([{ finished: true, closed: false }])
  })

  test('every reader, also a late one, gets the same chunks from the first on', async () => {
    const { client, upstream } = pair
    // So slow that there is time to come late.
    upstream.script(held, { tokens: 20, holdAfterTokens: 5, tokensPerSecond: 3 })
    const { id } = await client.createThread()
    const first = await openHeld(id)
    const [answer] = (await client.messages(id)).slice(-1)
    const addresses = [
      `/api/chat/${id}/stream`,
      `/api/chat/${id}/stream`,
      `/api/threads/${id}/messages/${answer?.id}/stream`,
    ]
    const others = await Promise.all(
      addresses.map(async (address) => readUntil(await client.send('GET', address), hasText)),
    )
    await release()
    const late = await client.send('GET', `/api/chat/${id}/stream`)
    expect(late.status).toBe(200)

    const { chunks } = await first.all
    expect(chunks.filter(({ type }) => type === 'text-delta').length).toBeGreaterThan(3)
    expect(textOf(chunks)).toBe(allTwenty)
    expect(chunks[0]?.type).toBe('start')
    for (const reading of [
      ...(await Promise.all(others.map(({ all }) => all))),
      await readEvents(late),
    ]) {
      expect(reading).toEqual({ chunks, isDone: true })
    }
    for (const address of addresses) {
      const after = await client.send('GET', address)
      expect(after.status).toBe(204)
      expect(await after.text()).toBe('')
    }
    expect(completionsOf(upstream)).toHaveLength(1)
  })

  test('a stream of an unknown thread or message is not found', async () => {
    const { client } = pair
    const { id } = await client.createThread()
    const thread = await client.ask<ApiError>('GET', `/api/chat/${randomUUID()}/stream`)
    expect([thread.status, thread.body.error.code]).toEqual([404, 'thread_not_found'])
    const message = await client.ask<ApiError>(
      'GET',
      `/api/threads/${id}/messages/${randomUUID()}/stream`,
    )
    expect([message.status, message.body.error.code]).toEqual([404, 'message_not_found'])
  })
})

test.describe('stop', () => {
  const stop = <Body = { turn_id: string }>(thread: string, body?: unknown) =>
    pair.client.ask<Body>('POST', `/api/chat/${thread}/stop`, body)

  test('before the first token closes the connection to the provider', async () => {
    const { client, upstream } = pair
    upstream.script(held, { hang: true })
    const { id } = await client.createThread()
    const reading = readEvents(await openStream(id, { content: 'Count', model: held }))
    await upstream.waitFor(({ model }) => model === held)
    const stopped = await stop(id)
    expect(stopped.status).toBe(200)
    await upstream.waitFor(({ model, closed }) => model === held && closed)
    const { chunks, isDone } = await reading
    expect(isDone).toBe(true)
    expect(outcomesOf(chunks).map(({ status }) => status)).toEqual(['stopped'])
    expect(stopped.body.turn_id).toBe(startOf(chunks)?.messageMetadata.turn_id)
    expect(await answerOf(id)).toMatchObject({ status: 'stopped', content: '', error: null })
  })

  test('in mid-stream keeps what had come and closes the connection to the provider', async () => {
    const { client, upstream } = pair
    const { id } = await client.createThread()
    const { all } = await openHeld(id)
    expect((await stop(id, {})).status).toBe(200)
    await upstream.waitFor(({ model, closed }) => model === held && closed)
    const { chunks } = await all
    expect(outcomesOf(chunks).map(({ status }) => status)).toEqual(['stopped'])
    expect(await answerOf(id)).toMatchObject({ status: 'stopped', content: firstFive, error: null })
    const again = await stop<ApiError>(id)
    expect([again.status, again.body.error.code]).toEqual([409, 'turn_not_active'])
    const next = await post(id, { content: 'Go on', model: 'sim/echo' })
    expect(next.body.content).toContain('I received 3 messages (user, assistant, user)')
  })

  test('that names another turn leaves the running one alone', async () => {
    const { client } = pair
    const { id } = await client.createThread()
    const { all } = await openHeld(id)
    const wrong = await stop<ApiError>(id, { turn_id: randomUUID() })
    expect([wrong.status, wrong.body.error.code]).toEqual([409, 'turn_not_active'])
    await release()
    expect(outcomesOf((await all).chunks).map(({ status }) => status)).toEqual(['completed'])
  })

  test('of a waiting turn ends it without asking the provider', async () => {
    const { client, upstream } = pair
    const { id } = await client.createThread()
    const running = await openHeld(id)
    const response = await openStream(id, { content: 'Never asked', model: 'sim/echo' })
    let turn = ''
    const waiting = await readUntil(response, (chunks) => {
      turn = startOf(chunks)?.messageMetadata.turn_id ?? ''
      return turn !== ''
    })
    expect((await stop(id, { turn_id: turn })).body).toEqual({ turn_id: turn })
    expect(outcomesOf((await waiting.all).chunks).map(({ status }) => status)).toEqual(['stopped'])
    await release()
    await running.all
    expect((await client.messages(id)).map(({ status }) => status)).toEqual([
      'completed',
      'completed',
      'completed',
      'stopped',
    ])
    expect(completionsOf(upstream)).toHaveLength(1)
  })
})

test.describe('the three modes of posting a message', () => {
  test('waiting gives the answer', async () => {
    const { id } = await pair.client.createThread({ model: 'sim/echo' })
    const { status, body } = await post(id, {
      parts: [{ type: 'text', text: 'Hello there' }],
      external_id: 'mine',
      metadata: { from: 'test' },
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      role: 'assistant',
      status: 'completed',
      sequence_number: 2,
      content: 'I received 1 message (user). You said: "Hello there"',
      model_used: 'openrouter/sim/echo',
    })
    const [question] = await pair.client.messages(id)
    expect(question).toMatchObject({ external_id: 'mine', metadata: { from: 'test' } })
  })

  test('in the background gives the pending answer and where to read it', async () => {
    const { client } = pair
    const { id } = await client.createThread()
    const { status, body } = await post<Message & { stream_url: string }>(id, {
      content: 'Count',
      model: held,
      background: true,
    })
    expect(status).toBe(202)
    expect(['pending', 'streaming']).toContain(body.status)
    expect(body.content).toBe('')
    const { all } = await readUntil(await client.send('GET', body.stream_url), hasText)
    await release()
    expect(textOf((await all).chunks)).toBe(allTwenty)
    expect((await client.send('GET', body.stream_url)).status).toBe(204)
    expect(await answerOf(id)).toMatchObject({ id: body.id, content: allTwenty })
  })

  test('a repeated Idempotency-Key attaches in every mode, another text is refused', async () => {
    const { client, upstream } = pair
    const { id } = await client.createThread({ model: 'sim/echo' })
    const headers = { 'idempotency-key': randomUUID() }
    const first = await post(id, { content: 'Once' }, headers)
    const second = await post(id, { content: 'Once' }, headers)
    const third = await post(id, { content: 'Once', background: true }, headers)
    const stream = await client.openStream(
      `/api/threads/${id}/messages`,
      { content: 'Once', stream: true },
      { headers },
    )
    const { chunks, isDone } = await readEvents(stream)
    expect([first.status, second.status, third.status, isDone]).toEqual([201, 201, 202, true])
    expect(second.body).toEqual(first.body)
    expect(third.body.id).toBe(first.body.id)
    expect(startOf(chunks)?.messageId).toBe(first.body.id)
    expect(textOf(chunks)).toBe(first.body.content)
    expect(completionsOf(upstream)).toHaveLength(1)

    const other = await post<ApiError>(id, { content: 'Something else' }, headers)
    expect([other.status, other.body.error.code]).toEqual([409, 'request_key_reused'])
    expect(await client.messages(id)).toHaveLength(2)
  })
})

test('answering again makes a sibling with the next sequence number', async () => {
  const { client } = pair
  const { id } = await client.createThread({ model: 'sim/echo' })
  const first = await post(id, { content: 'Say it' })
  await readEvents(
    await client.openStream('/api/chat', {
      id,
      trigger: 'regenerate-message',
      messageId: first.body.id,
      model: 'openai/gpt-4o',
    }),
  )
  const messages = await client.messages(id)
  const [question, , second] = messages
  expect(messages.map(({ role, sequence_number }) => [sequence_number, role])).toEqual([
    [1, 'user'],
    [2, 'assistant'],
    [3, 'assistant'],
  ])
  expect(second).toMatchObject({
    parent_id: question?.id,
    status: 'completed',
    model_used: 'openrouter/openai/gpt-4o',
  })
  expect(messages[1]).toEqual(first.body)
  const branch = await client.ask<{ data: Message[] }>(
    'GET',
    `/api/threads/${id}/messages?branch=active`,
  )
  expect(branch.body.data.map(({ sequence_number }) => sequence_number)).toEqual([1, 3])
  const none = await client.ask<ApiError>(
    'GET',
    `/api/threads/${id}/messages?branch=${randomUUID()}`,
  )
  expect([none.status, none.body.error.code]).toEqual([404, 'message_not_found'])
})

test.describe('models', () => {
  test('of one message do not change the active one of the thread', async () => {
    const { client } = pair
    const { id, active_model } = await client.createThread({ model: 'anthropic/claude-3.5-sonnet' })
    const { body } = await post(id, { content: 'Hello', model: 'sim/echo' })
    expect(body.model_used).toBe('openrouter/sim/echo')
    const thread = await client.ask<Thread>('GET', `/api/threads/${id}`)
    expect(thread.body.active_model).toBe(active_model)
    expect((await post(id, { content: 'Hello again' })).body.model_used).toBe(active_model)
  })

  test('that are unknown or without their key are refused, and nothing is written', async () => {
    const { client, upstream } = pair
    const { id } = await client.createThread()
    const before = await client.threads()
    const unknown = 'nobody/nothing'
    const withoutKey = 'thesys/c1/openai/gpt-5.2/v-20251230'
    const refusals = async (model: string) => [
      await post<ApiError>(id, { content: 'Hello', model }),
      await client.ask<ApiError>('POST', '/api/threads', { model }),
      await client.ask<ApiError>('PATCH', `/api/threads/${id}`, { model }),
      await client.ask<ApiError>('POST', '/api/chat', {
        id: randomUUID(),
        message: { role: 'user', content: 'Hello' },
        model,
      }),
    ]
    for (const { status, body } of await refusals(unknown)) {
      expect([status, body.error.code]).toEqual([422, 'unknown_model'])
      expect(body.error.message).toContain(unknown)
    }
    for (const { status, body } of await refusals(withoutKey)) {
      expect([status, body.error.code]).toEqual([422, 'model_not_configured'])
      expect(body.error.message).toContain('THESYS_API_KEY')
    }
    expect(await client.threads()).toEqual(before)
    expect(await client.messages(id)).toEqual([])
    expect(completionsOf(upstream)).toEqual([])
  })

  test('with a small window get the newest messages that fit, and the rest is told', async () => {
    const { client, upstream } = pair
    const { id } = await client.createThread({ model: 'sim/small-window' })
    const long = (n: number) => `${n} ${'word '.repeat(300)}`
    const first = await post(id, { content: long(1) })
    expect(first.body.metadata).not.toHaveProperty('omitted_messages')
    await post(id, { content: long(2) })
    const last = await post(id, { content: 'And now?' })
    expect(last.body.status).toBe('completed')
    const omitted = last.body.metadata.omitted_messages
    expect(omitted).toBeGreaterThan(0)
    const { messages } = completionsOf(upstream).at(-1)?.body as { messages: unknown[] }
    expect(messages).toHaveLength(5 - Number(omitted))
    expect(messages.at(-1)).toEqual({ role: 'user', content: 'And now?' })
  })
})

test('deleting a thread stops its turn, and nothing of it can be found', async () => {
  const { client, upstream } = pair
  const { id } = await client.createThread()
  await post(id, { content: 'Hello', model: 'sim/echo' })
  const running = await openHeld(id)
  const waiting = await readUntil(await openStream(id, { content: 'Later' }), (chunks) =>
    chunks.some(({ type }) => type === 'data-queue'),
  )
  const deleted = await client.ask('DELETE', `/api/threads/${id}`)
  expect([deleted.status, deleted.body]).toEqual([204, null])
  await upstream.waitFor(({ model, closed }) => model === held && closed)
  expect((await running.all).isDone).toBe(true)
  expect((await waiting.all).isDone).toBe(true)
  expect(completionsOf(upstream)).toHaveLength(2)
  for (const path of [
    `/api/threads/${id}`,
    `/api/threads/${id}/messages`,
    `/api/chat/${id}/stream`,
  ]) {
    const gone = await client.ask<ApiError>('GET', path)
    expect([path, gone.status, gone.body.error.code]).toEqual([path, 404, 'thread_not_found'])
  }
  expect((await client.ask('DELETE', `/api/threads/${id}`)).status).toBe(404)
})

test('at the end the database holds one outcome and one answer for each turn, and no orphan', async () => {
  const { skein } = pair
  expect(await skein.stop()).toEqual({ code: 0, signal: null })
  const { turns, ...faults } = await readTurnFacts(skein.dataDir)
  expect(turns).toBeGreaterThan(30)
  expect(faults).toEqual(noFaults)
})
