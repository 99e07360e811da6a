import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { callChatApi, processDataStream, type Message, type UIMessage } from 'ai-sdk-ui-utils-1'
import { createSdkChat, sdks, textOfMessage, type SdkChat } from './sdk-chat'
import { completionsOf, startPair, type Pair } from './start-pair'
import { renderUseChat, type RenderedChat } from './use-chat-1'

const held = 'sim/held'
const firstFive = 'w0 w1 w2 w3 w4'
const allTwenty = Array.from({ length: 20 }, (_, n) => `w${n}`).join(' ')

/** An answer with everything that a model can say without tools. */
const rich = {
  model: 'openai/gpt-4o',
  script: {
    reasoning: 'Let me think.',
    reasoningDetails: { signature: 'c2lnbmF0dXJl' },
    text: 'Grüße, 世界 👩‍👩‍👧‍👦.',
    sources: [{ url: 'https://example.org/', title: 'Example', content: 'quoted' }],
    images: ['data:image/png;base64,iVBORw0KGgo='],
    usage: { prompt_tokens: 21, completion_tokens: 8 },
  },
}

let pair: Pair
test.beforeAll(async () => {
  pair = await startPair('clients', { env: { SUMMARY_THRESHOLD: '0', TITLE_MODEL: 'none' } })
})
test.afterAll(() => pair.close())
test.beforeEach(() => pair.upstream.clear())

/** Waits until the simulated provider has an answer to hold, then lets it go on. */
const release = () => expect.poll(() => pair.upstream.release()).toBeGreaterThan(0)

const stop = async (thread: string) => {
  const { status } = await pair.client.ask('POST', `/api/chat/${thread}/stop`)
  expect(status).toBe(200)
}

const messagesOf = (thread: string) => pair.client.messages(thread)

const answersOf = async (thread: string) =>
  (await messagesOf(thread)).filter(({ role }) => role === 'assistant')

type Finish = Parameters<NonNullable<Parameters<typeof callChatApi>[0]['onFinish']>>[1]

/** One request of an AI SDK 4 client, and what it has made of the answer so far. */
function askOldClient(
  request: { path: string; headers?: Record<string, string> },
  body: Record<string, unknown>,
) {
  const reading = {
    message: null as UIMessage | null,
    data: [] as unknown[],
    finish: null as Finish | null,
    response: null as Response | null,
    done: Promise.resolve(),
  }
  reading.done = callChatApi({
    api: `${pair.skein.origin}${request.path}`,
    body,
    streamProtocol: 'data',
    credentials: undefined,
    headers: request.headers,
    abortController: undefined,
    restoreMessagesOnFailure: () => undefined,
    onResponse: (response) => void (reading.response = response),
    onUpdate: ({ message, data }) => void Object.assign(reading, { message, data: data ?? [] }),
    onFinish: (_: Message, finish: Finish) => void (reading.finish = finish),
    onToolCall: undefined,
    generateId: randomUUID,
    fetch: undefined,
    lastMessage: undefined,
  })
  return reading
}

const oldUser = (content: string) => ({
  role: 'user',
  content,
  parts: [{ type: 'text', text: content }],
})

const ways = [
  {
    name: 'that asks by header',
    request: { path: '/api/chat', headers: { 'x-vercel-ai-data-stream': 'v1' } },
  },
  { name: 'that asks by query', request: { path: '/api/chat?protocol=data-v1' } },
]

for (const { name, request } of ways) {
  test.describe(`callChatApi of AI SDK 4 ${name}`, () => {
    test('reads text, reasoning, sources, files, data and usage', async () => {
      pair.upstream.script(rich.model, rich.script)
      const id = `old-${randomUUID()}`
      const reading = askOldClient(request, {
        id,
        messages: [oldUser('Say everything')],
        model: rich.model,
      })
      await reading.done
      const [question, answer] = await messagesOf(id)
      expect(question?.content).toBe('Say everything')
      const { response, message, finish, data } = reading
      expect(response?.headers.get('content-type')).toBe('text/plain; charset=utf-8')
      expect(response?.headers.get('x-vercel-ai-data-stream')).toBe('v1')
      expect(response?.headers.get('x-skein-thread-id')).toBe(answer?.thread_id)
      expect(message).toMatchObject({
        id: answer?.id,
        role: 'assistant',
        content: rich.script.text,
        reasoning: rich.script.reasoning,
      })
      expect(message?.parts).toEqual([
        { type: 'step-start' },
        {
          type: 'reasoning',
          reasoning: 'Let me think.',
          details: [{ type: 'text', text: 'Let me think.', signature: 'c2lnbmF0dXJl' }],
        },
        { type: 'text', text: rich.script.text },
        {
          type: 'source',
          source: expect.objectContaining({
            sourceType: 'url',
            url: 'https://example.org/',
            title: 'Example',
          }),
        },
        { type: 'file', data: 'iVBORw0KGgo=', mimeType: 'image/png' },
      ])
      expect(answer?.parts.map(({ type }) => type)).toEqual([
        'step-start',
        'reasoning',
        'text',
        'source-url',
        'file',
      ])
      expect(finish).toEqual({
        finishReason: 'stop',
        usage: { promptTokens: 21, completionTokens: 8, totalTokens: 29 },
      })
      expect(data).toEqual([
        expect.objectContaining({
          type: 'data-thread',
          data: expect.objectContaining({ id: answer?.thread_id }),
        }),
        expect.objectContaining({
          type: 'data-outcome',
          data: expect.objectContaining({ status: 'completed' }),
        }),
      ])
      expect(message?.annotations).toEqual([
        expect.objectContaining({
          type: 'start',
          messageMetadata: expect.objectContaining({ thread_id: answer?.thread_id }),
        }),
      ])
    })

    test('reads a tool call with its arguments and its error', async () => {
      const id = `old-${randomUUID()}`
      const reading = askOldClient(request, {
        id,
        messages: [oldUser('What is the weather?')],
        model: 'sim/tools',
      })
      await reading.done
      expect(reading.message?.content).toBe('Let me look.')
      // There are no tools yet that could answer it.
      expect(reading.message?.toolInvocations).toEqual([
        {
          state: 'result',
          step: 0,
          toolCallId: expect.any(String),
          toolName: 'get_weather',
          args: { city: 'Paris', unit: 'celsius' },
          result: { error: expect.stringContaining('get_weather') },
        },
      ])
    })

    test('throws the error of a model that fails before its first token', async () => {
      const id = `old-${randomUUID()}`
      const reading = askOldClient(request, {
        id,
        messages: [oldUser('Hello')],
        model: 'sim/error-503',
      })
      const error = await reading.done.catch((thrown: Error) => thrown)
      const [answer] = await answersOf(id)
      expect(answer).toMatchObject({ status: 'failed', error: { code: 'provider_overloaded' } })
      expect((error as Error).message).toBe(answer?.error?.message)
      expect(reading.message?.content).toBe('')
      expect(reading.finish).toBeNull()
    })

    test('throws the error of a model that breaks off, and keeps what had come', async () => {
      const id = `old-${randomUUID()}`
      const reading = askOldClient(request, {
        id,
        messages: [oldUser('Hello')],
        model: 'sim/mid-stream-error',
      })
      const error = await reading.done.catch((thrown: Error) => thrown)
      const [answer] = await answersOf(id)
      expect(answer).toMatchObject({ status: 'failed', content: firstFive })
      expect((error as Error).message).toBe(answer?.error?.message)
      expect(reading.message).toMatchObject({ id: answer?.id, content: firstFive })
      expect(reading.finish).toBeNull()
    })

    test('throws what is said of a request that is refused', async () => {
      const { done, message } = askOldClient(request, {
        id: `old-${randomUUID()}`,
        messages: [oldUser('Hello')],
        model: 'no/such-model',
      })
      await expect(done).rejects.toThrow('unknown_model')
      expect(message).toBeNull()
    })
  })
}

test('an AI SDK 4 client can join a running answer, and is told when it is stopped', async () => {
  const [{ request }] = ways as [(typeof ways)[0]]
  const id = `old-${randomUUID()}`
  const first = askOldClient(request, { id, messages: [oldUser('Count')], model: held })
  await expect.poll(() => first.message?.content).toBe(firstFive)
  const texts: string[] = []
  const finishes: string[] = []
  const { body } = await pair.client.send('GET', `/api/chat/${id}/stream?protocol=data-v1`)
  const joined = processDataStream({
    stream: body as ReadableStream<Uint8Array>,
    onTextPart: (text) => void texts.push(text),
    onFinishMessagePart: ({ finishReason }) => void finishes.push(finishReason),
  })
  await expect.poll(() => texts.join('')).toBe(firstFive)
  await stop(id)
  await Promise.all([first.done, joined])
  expect(first.message?.content).toBe(firstFive)
  expect(texts.join('')).toBe(firstFive)
  expect([first.finish?.finishReason, ...finishes]).toEqual(['other', 'other'])
  expect(first.data).toContainEqual(
    expect.objectContaining({ data: expect.objectContaining({ status: 'stopped' }) }),
  )
  expect(await answersOf(id)).toMatchObject([{ status: 'stopped', content: firstFive }])
})

test('both protocols tell the same turn', async () => {
  const [{ request }] = ways as [(typeof ways)[0]]
  const id = `old-${randomUUID()}`
  const old = askOldClient(request, { id, messages: [oldUser('Count')], model: held })
  await expect.poll(() => old.message?.content).toBe(firstFive)
  const recent = createSdkChat(sdks[7]!, { origin: pair.skein.origin, id })
  const resumed = recent.resumeStream()
  await expect.poll(() => textOfMessage(recent.lastMessage)).toBe(firstFive)
  await release()
  await Promise.all([old.done, resumed])
  expect(old.message?.content).toBe(allTwenty)
  expect(textOfMessage(recent.lastMessage)).toBe(allTwenty)
  expect(old.message?.id).toBe(recent.lastMessage?.id)
  expect(completionsOf(pair.upstream)).toHaveLength(1)
})

test.describe('useChat of AI SDK 4', () => {
  let rendered: RenderedChat | null = null
  test.afterEach(async () => {
    await rendered?.unmount()
    rendered = null
  })

  const render = async (options: { id: string; body?: object; sendExtraMessageFields?: boolean }) =>
    (rendered = await renderUseChat({
      api: `${pair.skein.origin}/api/chat?protocol=data-v1`,
      ...options,
    }))

  test('talks twice in one thread', async () => {
    const id = `old-${randomUUID()}`
    const chat = await render({ id, body: { model: 'sim/echo' } })
    await chat.current.append({ role: 'user', content: 'Hello' })
    await expect.poll(() => chat.current.status).toBe('ready')
    await chat.current.append({ role: 'user', content: 'Hello again' })
    await expect
      .poll(() => chat.lines())
      .toEqual([
        'user: Hello',
        'assistant: I received 1 message (user). You said: "Hello"',
        'user: Hello again',
        'assistant: I received 3 messages (user, assistant, user). You said: "Hello again"',
      ])
    const stored = await messagesOf(id)
    expect(stored.map(({ content }) => content)).toEqual(
      chat.current.messages.map(({ content }) => content),
    )
    expect(chat.current.messages.filter(({ role }) => role === 'assistant')).toMatchObject(
      stored.filter(({ role }) => role === 'assistant').map(({ id }) => ({ id })),
    )
    expect(chat.current.data).toContainEqual(expect.objectContaining({ type: 'data-outcome' }))
    expect(chat.current.error).toBeUndefined()
  })

  test('that stops reading keeps what had come, and the answer goes on', async () => {
    const id = `old-${randomUUID()}`
    const chat = await render({ id, body: { model: held } })
    const asked = chat.current.append({ role: 'user', content: 'Count' })
    await expect.poll(() => chat.lines()[1]).toBe(`assistant: ${firstFive}`)
    chat.current.stop()
    await asked
    await release()
    await expect.poll(async () => (await answersOf(id))[0]?.status).toBe('completed')
    expect((await answersOf(id))[0]?.content).toBe(allTwenty)
    expect(chat.lines()).toEqual(['user: Count', `assistant: ${firstFive}`])
    expect([chat.current.status, chat.current.error]).toEqual(['ready', undefined])
  })

  test('shows an answer that is stopped on the server as finished', async () => {
    const id = `old-${randomUUID()}`
    const chat = await render({ id, body: { model: held } })
    const asked = chat.current.append({ role: 'user', content: 'Count' })
    await expect.poll(() => chat.lines()[1]).toBe(`assistant: ${firstFive}`)
    await stop(id)
    await asked
    await expect.poll(() => chat.current.status).toBe('ready')
    expect(chat.lines()).toEqual(['user: Count', `assistant: ${firstFive}`])
    expect(await answersOf(id)).toMatchObject([{ status: 'stopped', content: firstFive }])
  })

  test('shows the error of a model, and goes on after it', async () => {
    const id = `old-${randomUUID()}`
    const chat = await render({ id })
    await chat.current.append(
      { role: 'user', content: 'Count' },
      { body: { model: 'sim/mid-stream-error' } },
    )
    await expect.poll(() => chat.current.status).toBe('error')
    const [failed] = await answersOf(id)
    expect(chat.current.error?.message).toBe(failed?.error?.message)
    expect(chat.lines()[1]).toBe(`assistant: ${firstFive}`)
    await chat.current.append({ role: 'user', content: 'Go on' }, { body: { model: 'sim/echo' } })
    await expect.poll(() => chat.lines()[3]).toContain('You said: "Go on"')
  })

  test('with its own message ids asks again for an answer by naming its question', async () => {
    const id = `old-${randomUUID()}`
    const chat = await render({ id, body: { model: 'sim/echo' }, sendExtraMessageFields: true })
    await chat.current.append({ role: 'user', content: 'Hello' })
    await expect.poll(() => chat.lines()).toHaveLength(2)
    const [question, first] = await messagesOf(id)
    expect(question?.external_id).toBe(chat.current.messages[0]?.id)
    pair.upstream.script('sim/echo', { text: 'Another answer' })
    await chat.current.reload({
      body: { trigger: 'regenerate-message', messageId: question?.external_id },
    })
    await expect.poll(() => chat.lines()).toEqual(['user: Hello', 'assistant: Another answer'])
    expect(await messagesOf(id)).toMatchObject([
      { id: question?.id },
      { id: first?.id, parent_id: question?.id },
      { id: chat.current.messages[1]?.id, parent_id: question?.id, content: 'Another answer' },
    ])
  })
})

for (const [version, sdk] of Object.entries(sdks)) {
  test.describe(`the chat of AI SDK ${version}`, () => {
    const open = (id: string, options: { messages?: SdkChat['messages']; model?: string } = {}) =>
      createSdkChat(sdk, {
        origin: pair.skein.origin,
        id,
        messages: options.messages,
        body: { model: options.model ?? 'sim/echo' },
      })

    const said = (chat: SdkChat) => chat.messages.map(textOfMessage)

    /** Asks for an answer that stands still after five words. */
    async function ask(id: string) {
      const chat = open(id, { model: held })
      const done = chat.sendMessage({ text: 'Count' })
      await expect.poll(() => said(chat)).toEqual(['Count', firstFive])
      return { chat, done }
    }

    test('talks twice in one thread', async () => {
      const id = `sdk-${randomUUID()}`
      const chat = open(id)
      await chat.sendMessage({ text: 'Hello' })
      await chat.sendMessage({ text: 'Hello again' })
      expect([chat.status, chat.error]).toEqual(['ready', undefined])
      expect(said(chat)).toEqual([
        'Hello',
        'I received 1 message (user). You said: "Hello"',
        'Hello again',
        'I received 3 messages (user, assistant, user). You said: "Hello again"',
      ])
      const stored = await messagesOf(id)
      expect(stored.map(({ content }) => content)).toEqual(said(chat))
      expect(stored.map((message) => message.external_id ?? message.id)).toEqual(
        chat.messages.map((message) => message.id),
      )
    })

    test('reads reasoning, text, sources, files and data', async () => {
      pair.upstream.script(rich.model, rich.script)
      const id = `sdk-${randomUUID()}`
      const chat = open(id, { model: rich.model })
      await chat.sendMessage({ text: 'Say everything' })
      expect(chat.error).toBeUndefined()
      expect(chat.lastMessage?.parts).toMatchObject([
        { type: 'step-start' },
        { type: 'reasoning', text: 'Let me think.', state: 'done' },
        { type: 'text', text: rich.script.text, state: 'done' },
        { type: 'source-url', url: 'https://example.org/', title: 'Example' },
        { type: 'file', mediaType: 'image/png', url: rich.script.images[0] },
      ])
      expect(chat.data).toMatchObject([
        { type: 'data-thread' },
        { type: 'data-outcome', data: { status: 'completed', usage: { input_tokens: 21 } } },
      ])
    })

    test('reads a tool call with its arguments and its error', async () => {
      const chat = open(`sdk-${randomUUID()}`, { model: 'sim/tools' })
      await chat.sendMessage({ text: 'What is the weather?' })
      expect(chat.error).toBeUndefined()
      // Version 5 keeps the beginning of a call that could not be made as a part of its own.
      const call = chat.lastMessage?.parts.findLast((part) => 'toolCallId' in part)
      expect(call).toMatchObject({
        state: 'output-error',
        errorText: expect.stringContaining('get_weather'),
      })
      expect(JSON.stringify(call)).toContain('{"city":"Paris","unit":"celsius"}')
    })

    test('resumes in mid-stream, in another page and after its own page left', async () => {
      const id = `sdk-${randomUUID()}`
      const { chat, done } = await ask(id)
      const other = open(id, { messages: chat.messages.slice(0, 1) })
      const resumed = other.resumeStream()
      await expect.poll(() => said(other)).toEqual(['Count', firstFive])
      await chat.stop()
      await done
      const back = chat.resumeStream()
      await expect.poll(() => chat.status).toBe('streaming')
      await release()
      await Promise.all([resumed, back])
      for (const reader of [chat, other]) {
        expect(said(reader)).toEqual(['Count', allTwenty])
        expect([reader.status, reader.error]).toEqual(['ready', undefined])
      }
      const [answer] = await answersOf(id)
      expect(answer).toMatchObject({ status: 'completed', content: allTwenty })
      expect([chat.lastMessage?.id, other.lastMessage?.id]).toEqual([answer?.id, answer?.id])
      expect(completionsOf(pair.upstream)).toHaveLength(1)
    })

    test('has nothing to resume when no answer runs', async () => {
      const id = `sdk-${randomUUID()}`
      const chat = open(id)
      await chat.sendMessage({ text: 'Hello' })
      const before = structuredClone(chat.messages)
      await chat.resumeStream()
      expect([chat.status, chat.error]).toEqual(['ready', undefined])
      expect(chat.messages).toEqual(before)
    })

    test('ends in every page when the answer is stopped', async () => {
      const id = `sdk-${randomUUID()}`
      const { chat, done } = await ask(id)
      const other = open(id, { messages: chat.messages.slice(0, 1) })
      const resumed = other.resumeStream()
      await expect.poll(() => said(other)).toEqual(['Count', firstFive])
      await stop(id)
      await Promise.all([done, resumed])
      for (const reader of [chat, other]) {
        expect(said(reader)).toEqual(['Count', firstFive])
        expect([reader.status, reader.error]).toEqual(['ready', undefined])
      }
      expect(await answersOf(id)).toMatchObject([{ status: 'stopped', content: firstFive }])
    })

    for (const named of ['named', 'last'] as const) {
      test(`answers again: the ${named} answer`, async () => {
        const id = `sdk-${randomUUID()}`
        const chat = open(id)
        await chat.sendMessage({ text: 'Hello' })
        const first = chat.lastMessage
        pair.upstream.script('sim/echo', { text: 'Another answer' })
        await chat.regenerate(named === 'named' ? { messageId: first?.id } : {})
        expect([chat.status, chat.error]).toEqual(['ready', undefined])
        expect(said(chat)).toEqual(['Hello', 'Another answer'])
        const [question, ...answers] = await messagesOf(id)
        expect(answers.map((answer) => [answer.id, answer.parent_id])).toEqual([
          [first?.id, question?.id],
          [chat.lastMessage?.id, question?.id],
        ])
      })
    }

    test('shows the error of a model, before and after its first token', async () => {
      for (const [model, text] of [
        ['sim/error-503', ''],
        ['sim/mid-stream-error', firstFive],
      ]) {
        const id = `sdk-${randomUUID()}`
        const chat = open(id, { model })
        await chat.sendMessage({ text: 'Count' })
        const [answer] = await answersOf(id)
        expect(answer).toMatchObject({ status: 'failed', content: text })
        expect([chat.status, chat.error?.message]).toEqual(['error', answer?.error?.message])
        expect(said(chat).slice(1).join('')).toBe(text)
      }
    })
  })
}
