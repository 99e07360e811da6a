import { describe, expect, it, vi } from 'vitest'

import { RequestError, type RequestOptions } from '@/components/api/request'
import type { StoredMessage } from '@/components/chat/stored-message'
import { english } from '@/e2e/support/in-english'
import { ThreadChat } from '@/components/chat/thread-chat'
import { encodeChunk, endOfStream } from '@/lib/core/turn/sse'
import type { TurnChunk } from '@/lib/core/turn/turn'

type Asked = { path: string; options: RequestOptions }

/** A server that answers each request with what the test gives it, in order. */
function fakeServer() {
  const asked: Asked[] = []
  const waiting: ((answer: Response | Error) => void)[] = []
  const arrivals: (() => void)[] = []
  const request = (path: string, options: RequestOptions = {}) =>
    new Promise<Response>((resolve, reject) => {
      asked.push({ path, options })
      options.signal?.addEventListener('abort', () => reject(options.signal?.reason))
      waiting.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
      arrivals.shift()?.()
    })
  const next = async (answer: Response | Error) => {
    if (waiting.length === 0) await new Promise<void>((resolve) => arrivals.push(resolve))
    waiting.shift()?.(answer)
  }
  return { asked, request, next }
}

function stream() {
  let controller!: ReadableStreamDefaultController<Uint8Array>
  const body = new ReadableStream<Uint8Array>({ start: (own) => void (controller = own) })
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    write: (...chunks: TurnChunk[]) =>
      chunks.forEach((chunk) => controller.enqueue(encodeChunk(chunk))),
    end: () => {
      controller.enqueue(endOfStream)
      controller.close()
    },
    cut: () => controller.error(new TypeError('network error')),
  }
}

const start = (messageId: string, turn_id = 'turn', user_message_id?: string): TurnChunk => ({
  type: 'start',
  messageId,
  messageMetadata: { turn_id, user_message_id, model: 'x/one' },
})
const words = (delta: string): TurnChunk[] => [
  { type: 'text-start', id: 't' },
  { type: 'text-delta', id: 't', delta },
]
const outcome = (status: 'completed' | 'failed' | 'stopped'): TurnChunk => ({
  type: 'data-outcome',
  data: { status, error: null, model: 'x/one', usage: null },
  transient: true,
})

const settings = { title: 'New conversation', model: 'x/one', systemPrompt: null }

function openChat({ isStored = true, systemPrompt = null as string | null } = {}) {
  const server = fakeServer()
  const events = { onActivity: vi.fn(), onStored: vi.fn(), onReturned: vi.fn() }
  const outbox = { keep: vi.fn(), drop: vi.fn() }
  const pause = vi.fn(() => Promise.resolve())
  const chat = new ThreadChat({
    threadId: 'thread',
    isStored,
    settings: { ...settings, systemPrompt },
    request: server.request,
    nameOf: (id) => id,
    outbox,
    t: english('chat'),
    pause,
    schedule: (draw) => draw(),
    ...events,
  })
  const state = (check: (turns: ReturnType<ThreadChat['getState']>['turns']) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!check(chat.getState().turns)) return
        leave()
        resolve()
      }
      const leave = chat.subscribe(look)
      look()
    })
  return { chat, server, pause, state, ...events }
}

const textOfTurn = (chat: ThreadChat, index = 0) =>
  chat
    .getState()
    .turns[index]?.parts.map((part) => (part.type === 'text' ? part.text : ''))
    .join('')

const body = (asked: Asked | undefined) => asked?.options.body as Record<string, unknown>

describe('the live side of a thread', () => {
  it('shows a message at once and its answer as it streams', async () => {
    const { chat, server, state, onActivity } = openChat()
    chat.enter()
    chat.send('Hello')
    expect(chat.getState().turns[0]).toMatchObject({
      question: { text: 'Hello' },
      status: 'sending',
    })
    const answer = stream()
    await server.next(answer.response)
    answer.write(start('a1'), ...words('Hi '))
    await state(([turn]) => turn?.status === 'streaming')
    expect(chat.getState().turns[0]).toMatchObject({ answerId: 'a1', turnId: 'turn' })
    answer.write({ type: 'text-delta', id: 't', delta: 'there' }, outcome('completed'))
    answer.write({ type: 'finish', finishReason: 'stop' })
    answer.end()
    await state(([turn]) => turn?.status === 'completed')
    expect(textOfTurn(chat)).toBe('Hi there')
    expect(onActivity).toHaveBeenCalledTimes(2)
    expect(chat.getState().announcement).toBe('x/one has answered.')
  })

  it('sends the next message only when the server has the one before', async () => {
    const { chat, server, state } = openChat()
    chat.enter()
    chat.send('first')
    chat.send('second')
    const first = stream()
    await server.next(first.response)
    expect(server.asked).toHaveLength(1)
    first.write(start('a1'))
    const second = stream()
    await server.next(second.response)
    second.write(start('a2'), { type: 'data-queue', data: { position: 1 } })
    await state((turns) => turns[1]?.ahead === 1)
    expect(server.asked.map((asked) => body(asked).message)).toMatchObject([
      { parts: [{ text: 'first' }] },
      { parts: [{ text: 'second' }] },
    ])
  })

  it('goes on with the same answer when the connection breaks, without doubling a word', async () => {
    const { chat, server, state, pause } = openChat()
    chat.enter()
    chat.send('Hello')
    const broken = stream()
    await server.next(broken.response)
    broken.write(start('a1'), ...words('One two '))
    await state(([turn]) => turn?.status === 'streaming')
    broken.cut()
    await state(([turn]) => turn?.isConnected === false)
    expect(textOfTurn(chat)).toBe('One two ')
    const again = stream()
    await server.next(again.response)
    expect(server.asked[1]?.path).toBe('/api/threads/thread/messages/a1/stream')
    again.write(start('a1'), ...words('One two three'), outcome('completed'))
    again.end()
    await state(([turn]) => turn?.status === 'completed')
    expect(textOfTurn(chat)).toBe('One two three')
    expect(pause).toHaveBeenCalledTimes(1)
  })

  it('lets also those be taken back that wait behind one that cannot be sent', async () => {
    const { chat, server, state } = openChat()
    chat.enter()
    chat.send('first')
    chat.send('second')
    await server.next(new TypeError('Failed to fetch'))
    await state((turns) => turns.length === 2 && turns.every((turn) => !turn.isConnected))
    chat.send('third')
    expect(chat.getState().turns.map((turn) => turn.isConnected)).toEqual([false, false, false])
    chat.withdraw(chat.getState().turns[1]?.key ?? '')
    const [first, third] = [stream(), stream()]
    await server.next(first.response)
    first.write(start('a1'))
    await server.next(third.response)
    third.write(start('a3'))
    await state((turns) => turns.every((turn) => turn.isConnected))
    const said = server.asked.map((asked) => body(asked).message)
    expect(said).toMatchObject(['first', 'first', 'third'].map((text) => ({ parts: [{ text }] })))
  })

  it('repeats a message under the same id when it does not know whether it arrived', async () => {
    const { chat, server, state } = openChat()
    chat.enter()
    chat.send('Hello')
    await server.next(new TypeError('Failed to fetch'))
    const answer = stream()
    await server.next(answer.response)
    answer.write(start('a1'))
    await state(([turn]) => turn?.answerId === 'a1')
    expect(body(server.asked[0])).toEqual(body(server.asked[1]))
  })

  it('takes what is stored when the stream is over before its outcome was seen', async () => {
    const { chat, server, state } = openChat()
    chat.enter()
    chat.send('Hello')
    const answer = stream()
    await server.next(answer.response)
    answer.write(start('a1'), ...words('Half'))
    await state(([turn]) => turn?.status === 'streaming')
    answer.end()
    await server.next(new Response(null, { status: 204 }))
    const message = {
      id: 'a1',
      sequence: 2,
      role: 'assistant',
      status: 'interrupted',
      parts: [{ type: 'text', text: 'Half of it' }],
      metadata: {},
      model_used: 'x/one',
      error: { code: 'interrupted', message: 'The server stopped.' },
    }
    await server.next(Response.json({ data: [message], has_more: false }))
    await state(([turn]) => turn?.status === 'interrupted')
    expect(textOfTurn(chat)).toBe('Half of it')
  })

  it('sends files and a model of its own with one message only', async () => {
    const { chat, server } = openChat()
    const file = {
      url: '/api/files/1',
      name: 'cat.png',
      mediaType: 'image/png',
      size: 1,
      width: 1,
      height: 1,
    }
    chat.enter()
    chat.send('', { files: [file], models: ['x/two'] })
    await server.next(stream().response)
    expect(server.asked[0]?.options.body).toMatchObject({
      model: 'x/two',
      message: {
        parts: [{ type: 'file', url: '/api/files/1', mediaType: 'image/png', filename: 'cat.png' }],
      },
    })
  })

  it('gives the text back when the server refuses it', async () => {
    const { chat, server, state, onReturned } = openChat()
    chat.enter()
    chat.send('Hello')
    await server.next(new RequestError(429, 'rate_limited', 'Wait a minute.'))
    await state((turns) => turns.length === 0)
    expect(onReturned).toHaveBeenCalledWith(expect.objectContaining({ text: 'Hello' }), null)
    expect(chat.getState().refusal).toBe('Wait a minute.')
  })

  it('reads one of those that wait for each other, and the next when that has ended', async () => {
    const { chat, server, state } = openChat()
    chat.enter()
    const streams = ['first', 'second', 'third'].map((text) => {
      chat.send(text)
      return stream()
    })
    for (const [at, { response, write }] of streams.entries()) {
      await server.next(response)
      write(start(`a${at}`, `t${at}`, `q${at}`))
      if (at > 0) write({ type: 'data-queue', data: { position: at } })
    }
    const left = () => server.asked.map(({ options }) => options.signal?.aborted)
    await vi.waitFor(() => expect(left()).toEqual([false, true, true]))
    for (const { cut } of streams.slice(1)) cut()
    expect(chat.getState().turns.map(({ turnId }) => turnId)).toEqual(['t0', 't1', 't2'])

    streams[0]?.write(outcome('completed'))
    streams[0]?.end()
    const second = stream()
    await server.next(second.response)
    second.write(start('a1'), { type: 'data-queue', data: { position: 1 } }, ...words('Two'))
    await state((turns) => turns[1]?.status === 'streaming')
    expect(server.asked.slice(3).map(({ path }) => path)).toEqual([
      '/api/threads/thread/messages/a1/stream',
    ])
  })

  it('sends in order what waits for a connection, also when somebody comes back to it', async () => {
    const { chat, server, state } = openChat()
    const leave = chat.enter()
    chat.send('first')
    chat.send('second')
    leave()
    chat.enter()
    await new Promise((resolve) => setTimeout(resolve))
    expect(server.asked.map((asked) => body(asked).message)).toMatchObject([
      { parts: [{ text: 'first' }] },
    ])
    await server.next(new RequestError(503, 'shutting_down', 'Try again in a moment.'))
    await state((turns) => turns.every(({ isConnected }) => !isConnected))
    await expect(chat.choose('a0')).rejects.toThrow(TypeError)
    const first = stream()
    await server.next(first.response)
    first.write(start('a1'))
    await state(([turn]) => turn?.answerId === 'a1')
    expect(chat.getState().refusal).toBeNull()
  })

  it.each([500, 503, 429])('goes on with an answer that a %d kept from it', async (status) => {
    const { chat, server, state } = openChat()
    chat.enter()
    chat.send('Hello')
    const broken = stream()
    await server.next(broken.response)
    broken.write(start('a1'), ...words('One'))
    await state(([turn]) => turn?.status === 'streaming')
    broken.cut()
    await server.next(new RequestError(status, 'a_code', 'Not now.'))
    const again = stream()
    await server.next(again.response)
    again.write(start('a1'), ...words('One two'), outcome('completed'))
    again.end()
    await state(([turn]) => turn?.status === 'completed')
    expect(textOfTurn(chat)).toBe('One two')
  })

  it('makes a new thread with its model by the first message', async () => {
    const { chat, server, state, onStored } = openChat({ isStored: false })
    // Nobody need see the tab.
    chat.show()
    await chat.change({ model: 'x/two' })
    chat.send('Hello')
    const answer = stream()
    await server.next(answer.response)
    answer.write(start('a1'))
    await state(([turn]) => turn?.answerId === 'a1')
    expect(server.asked).toHaveLength(1)
    expect(body(server.asked[0])).toMatchObject({ id: 'thread', model: 'x/two' })
    expect(onStored).toHaveBeenCalledTimes(1)
  })

  it('begins a thread that waited elsewhere without turning the page to it', async () => {
    const { chat, server, state, onStored } = openChat({ isStored: false })
    chat.send('Hello')
    const answer = stream()
    await server.next(answer.response)
    answer.write(start('a1'))
    await state(([turn]) => turn?.answerId === 'a1')
    expect(chat.getState().isStored).toBe(true)
    expect(onStored).not.toHaveBeenCalled()
  })

  it('makes a new thread with a system prompt before its first message', async () => {
    const { chat, server } = openChat({ isStored: false, systemPrompt: 'Be brief.' })
    chat.enter()
    chat.send('Hello')
    await server.next(Response.json({}, { status: 201 }))
    await server.next(stream().response)
    expect(server.asked.map(({ path }) => path)).toEqual(['/api/threads', '/api/chat'])
    expect(body(server.asked[0])).toEqual({
      id: 'thread',
      model: 'x/one',
      system_prompt: 'Be brief.',
    })
  })

  it('changes the model on the server before the next message is sent', async () => {
    const { chat, server } = openChat()
    chat.enter()
    const changed = chat.change({ model: 'x/two' })
    chat.send('Hello')
    await server.next(Response.json({}))
    await changed
    await server.next(stream().response)
    expect(server.asked.map(({ path }) => path)).toEqual(['/api/threads/thread', '/api/chat'])
  })

  it('takes a refused change back', async () => {
    const { chat, server } = openChat()
    const changed = chat.change({ model: 'x/unknown' })
    expect(chat.getState().settings.model).toBe('x/unknown')
    await server.next(new RequestError(422, 'unknown_model', 'No such model.'))
    await expect(changed).rejects.toThrow('No such model.')
    expect(chat.getState().settings.model).toBe('x/one')
  })

  it('stops a message that was not yet accepted as soon as it is', async () => {
    const { chat, server } = openChat()
    chat.enter()
    chat.send('Hello')
    await chat.stop(chat.getState().turns[0]?.key ?? '')
    const answer = stream()
    await server.next(answer.response)
    answer.write(start('a1', 'turn-7'))
    await server.next(Response.json({ turn_id: 'turn-7' }))
    expect(server.asked[1]).toMatchObject({
      path: '/api/chat/thread/stop',
      options: { body: { turn_id: 'turn-7' } },
    })
  })

  it('follows an answer that runs already, leaves with the last viewer and comes back', async () => {
    const { chat, server, state } = openChat()
    const leave = chat.enter()
    const running: StoredMessage = {
      id: 'a1',
      sequence: 2,
      role: 'assistant',
      parentId: null,
      externalId: null,
      status: 'streaming',
      model: 'x/one',
      error: null,
      fallbacks: [],
      omittedMessages: 0,
      finishReason: null,
      siblings: null,
      comparison: null,
      vote: null,
      text: '',
      files: [],
      textLength: 3,
      updatedAt: '2026-11-22T00:00:00.000Z',
    }
    chat.reconcile(settings)
    chat.followUnfinished([running])
    chat.followUnfinished([running])
    const first = stream()
    await server.next(first.response)
    first.write(start('a1'), ...words('One'))
    await state(([turn]) => turn?.parts.length === 1)
    expect(server.asked).toHaveLength(1)

    leave()
    await vi.waitFor(() => expect(server.asked[0]?.options.signal?.aborted).toBe(true))
    first.cut()
    await new Promise((resolve) => setImmediate(resolve))
    chat.enter()
    const second = stream()
    await server.next(second.response)
    second.write(start('a1'), ...words('One two'), outcome('completed'))
    second.end()
    await state(([turn]) => turn?.status === 'completed')
    expect(textOfTurn(chat)).toBe('One two')
    expect(chat.getState().turns).toHaveLength(1)
  })

  it('asks several models in one request and follows each answer', async () => {
    const { chat, server, state } = openChat()
    chat.enter()
    chat.send('Hello', { models: ['x/one', 'x/two'] })
    expect(chat.getState().turns.map(({ model }) => model)).toEqual(['x/one', 'x/two'])
    const [first, second] = [stream(), stream()]
    await server.next(first.response)
    expect(body(server.asked[0])).toMatchObject({ models: ['x/one', 'x/two'] })
    const beside = [{ answer_id: 'a2', turn_id: 'turn-2', model: 'x/two' }]
    first.write({
      type: 'start',
      messageId: 'a1',
      messageMetadata: { turn_id: 'turn-1', model: 'x/one', beside },
    })
    await server.next(second.response)
    expect(server.asked[1]?.path).toBe('/api/threads/thread/messages/a2/stream')
    second.write(start('a2', 'turn-2'), ...words('Two'), outcome('completed'))
    await state((turns) => turns[1]?.status === 'completed')
    expect([textOfTurn(chat, 1), chat.getState().turns[0]?.status]).toEqual(['Two', 'pending'])
  })

  it('says why a message was refused that nobody looks at any more', async () => {
    const { chat, server, state, onReturned } = openChat()
    const leave = chat.enter()
    chat.send('Hello')
    leave()
    await server.next(new RequestError(402, 'budget_spent', 'Nothing is left.'))
    await state((turns) => turns.length === 0)
    expect(onReturned).toHaveBeenCalledWith(
      expect.objectContaining({ text: 'Hello' }),
      'Nothing is left.',
    )
  })

  it('gives the models back when the server refuses a message', async () => {
    const { chat, server, state, onReturned } = openChat()
    chat.enter()
    chat.send('Hello', { models: ['x/one', 'x/two'] })
    await server.next(new RequestError(422, 'unknown_model', 'No such model.'))
    await state((turns) => turns.length === 0)
    expect(onReturned).toHaveBeenCalledWith(
      expect.objectContaining({ models: ['x/one', 'x/two'] }),
      null,
    )
  })

  it('sends a changed message in the place of the one before, and asks the model that was chosen', async () => {
    const { chat, server } = openChat()
    chat.enter()
    chat.send('Changed', { replaces: 'q1' })
    const edited = stream()
    await server.next(edited.response)
    expect(body(server.asked[0])).toMatchObject({
      messageId: 'q1',
      message: { parts: [{ text: 'Changed' }] },
    })
    edited.write(start('a1'))
    chat.retry('a1', 'x/two')
    await server.next(stream().response)
    expect(body(server.asked[1])).toMatchObject({
      trigger: 'regenerate-message',
      messageId: 'a1',
      model: 'x/two',
    })
  })
})
