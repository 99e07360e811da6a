import { describe, expect, it, vi } from 'vitest'

import { RequestError, type RequestOptions } from '@/components/api/request'
import { TemporaryChat } from '@/components/temporary/temporary-chat'
import { english } from '@/e2e/support/in-english'
import { encodeChunk, endOfStream } from '@/lib/core/turn/sse'
import type { TurnChunk } from '@/lib/core/turn/turn'

type Question = { body: unknown; signal: AbortSignal | undefined; answer: Answer }
type Answer = {
  refuse(error: Error): void
  write(...chunks: TurnChunk[]): void
  end(): void
}

const says = (delta: string): TurnChunk[] => [
  { type: 'start', messageId: 'a' },
  { type: 'text-start', id: 't' },
  { type: 'text-delta', id: 't', delta },
]
const completed: TurnChunk = {
  type: 'data-outcome',
  data: { status: 'completed', error: null, model: 'x/one', usage: null, finish_reason: 'stop' },
  transient: true,
}

function open() {
  const asked: Question[] = []
  const request = (_path: string, { body, signal }: RequestOptions = {}) =>
    new Promise<Response>((resolve, refuse) => {
      let controller!: ReadableStreamDefaultController<Uint8Array>
      const stream = new ReadableStream<Uint8Array>({ start: (own) => void (controller = own) })
      const response = new Response(stream)
      const answer: Answer = {
        refuse,
        write: (...chunks) => {
          resolve(response)
          for (const chunk of chunks) controller.enqueue(encodeChunk(chunk))
        },
        end: () => {
          controller.enqueue(endOfStream)
          controller.close()
        },
      }
      signal?.addEventListener('abort', () => {
        refuse(signal.reason as Error)
        controller.error(signal.reason)
      })
      asked.push({ body, signal, answer })
    })
  const chat = new TemporaryChat({
    model: 'x/one',
    request,
    nameOf: (id) => id,
    t: english('chat'),
    schedule: (draw) => draw(),
  })
  const turn = (index = 0) => chat.getState().turns[index]
  const answerOf = async (index: number) => {
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(index))
    return (asked[index] as Question).answer
  }
  const status = (index: number, expected: string) =>
    vi.waitFor(() => expect(turn(index)?.status).toBe(expected))
  return { chat, asked, turn, answerOf, status }
}

describe('a temporary thread', () => {
  it('sends all that was said with each question, to the model that is chosen', async () => {
    const { chat, asked, turn, answerOf, status } = open()
    chat.send({ text: 'Hello', models: [] })
    expect(turn()).toMatchObject({ status: 'sending', question: { text: 'Hello' } })
    const first = await answerOf(0)
    first.write(...says('Hi'))
    await status(0, 'streaming')
    expect(turn()?.parts).toMatchObject([{ type: 'text', text: 'Hi' }])
    first.write(completed)
    first.end()
    await status(0, 'completed')
    expect(chat.getState().announcement).toBe('x/one has answered.')

    chat.chooseModel('x/two')
    chat.send({ text: 'And now?', models: [] })
    await answerOf(1)
    expect(asked.map(({ body }) => body)).toEqual([
      { model: 'x/one', messages: [{ role: 'user', content: 'Hello' }] },
      {
        model: 'x/two',
        messages: [
          { role: 'user', content: 'Hello' },
          { role: 'assistant', content: 'Hi' },
          { role: 'user', content: 'And now?' },
        ],
      },
    ])
  })

  it('asks one question after the other, and takes back one that waits', async () => {
    const { chat, asked, turn, answerOf, status } = open()
    for (const text of ['one', 'two', 'three']) chat.send({ text, models: [] })
    const first = await answerOf(0)
    const [running, waiting] = [turn(0)?.key ?? '', turn(1)?.key ?? '']
    expect(chat.takeBack(running)).toBeNull()
    expect(chat.takeBack(waiting)).toBe('two')
    expect(chat.getState().turns.map(({ question }) => question?.text)).toEqual(['one', 'three'])
    expect(asked).toHaveLength(1)
    first.write(...says('1'), completed)
    first.end()
    await status(0, 'completed')
    await answerOf(1)
    expect(turn(1)).toMatchObject({ status: 'sending', question: { text: 'three' } })
  })

  it('keeps what had come when it is stopped, and leaves the server', async () => {
    const { chat, asked, turn, answerOf, status } = open()
    chat.send({ text: 'Hello', models: [] })
    const answer = await answerOf(0)
    answer.write(...says('Hi'))
    await status(0, 'streaming')
    chat.stop()
    await status(0, 'stopped')
    expect(asked[0]?.signal?.aborted).toBe(true)
    expect(turn()?.parts).toMatchObject([{ type: 'text', text: 'Hi' }])
  })

  it('says why a question was not answered, and asks it again', async () => {
    const { chat, asked, turn, answerOf, status } = open()
    chat.send({ text: 'Hello', models: [] })
    const refused = await answerOf(0)
    refused.refuse(new RequestError(402, 'budget_spent', 'Nothing is left.'))
    await status(0, 'failed')
    expect(turn()?.error).toEqual({ code: 'budget_spent', message: 'Nothing is left.' })

    chat.retry('x/one')
    const cut = await answerOf(1)
    cut.write(...says('Hi'))
    cut.end()
    await status(0, 'failed')
    expect(turn()?.error?.code).toBe('unreachable')

    chat.retry('x/one')
    const good = await answerOf(2)
    good.write(...says('Hello'), completed)
    await status(0, 'completed')
    expect(chat.getState().turns).toHaveLength(1)
    expect(asked[2]?.body).toEqual(asked[0]?.body)
  })

  it('is as if nothing had been said once it is forgotten', async () => {
    const { chat, asked, answerOf } = open()
    chat.send({ text: 'Hello', models: [] })
    await answerOf(0)
    chat.forget()
    expect(asked[0]?.signal?.aborted).toBe(true)
    expect(chat.getState().turns).toEqual([])
    chat.send({ text: 'Again', models: [] })
    await answerOf(1)
    expect(asked[1]?.body).toMatchObject({ messages: [{ role: 'user', content: 'Again' }] })
  })
})
