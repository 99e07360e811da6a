import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { fromChatGpt } from '@/lib/core/transfer/chatgpt'
import type { MessageRecord, ThreadRecord } from '@/lib/core/transfer/records'
import { parseRecord, ThreadChecker } from '@/lib/core/transfer/thread-checker'

const options = {
  deriveId: (name: string) => `id of ${name}`,
  defaultModel: 'demo/skein',
}

const sample = JSON.parse(
  readFileSync('e2e/fixtures/chatgpt/conversations.json', 'utf8'),
) as unknown[]

function convert(value: unknown): { thread: ThreadRecord; messages: MessageRecord[] } {
  const [thread, ...messages] = fromChatGpt(value, options)
  return { thread: thread as ThreadRecord, messages: messages as MessageRecord[] }
}

const textOf = ({ parts }: MessageRecord) =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('|')

type Node = { parent: string | null; message?: unknown }
const node = (parent: string | null, role?: string, text?: string, more: object = {}): Node => ({
  parent,
  message: role && {
    author: { role },
    create_time: 1,
    content: { content_type: 'text', parts: [text] },
    recipient: 'all',
    metadata: {},
    ...more,
  },
})
const conversation = (mapping: Record<string, Node>, more: object = {}) => ({
  conversation_id: 'c',
  title: 'T',
  create_time: 1,
  update_time: 2,
  mapping,
  ...more,
})

describe('a conversation of ChatGPT’s', () => {
  it('becomes a thread that passes the check, with its branches', () => {
    const uuid = (name: string) =>
      `00000000-0000-7000-8000-${[...name]
        .reduce((hash, c) => (hash * 31 + c.charCodeAt(0)) % 2 ** 40, 7)
        .toString(16)
        .padStart(12, '0')}`
    for (const value of sample) {
      const records = fromChatGpt(value, { ...options, deriveId: uuid })
      const [thread, ...rest] = records.map(parseRecord)
      const checker = new ThreadChecker(thread as ThreadRecord)
      for (const record of rest) checker.add(record)
      checker.finish()
    }
  })

  it('keeps the branch that was open, and the others', () => {
    const { thread, messages } = convert(sample[0])
    expect(messages.map(textOf)).toEqual([
      'What is the capital of France?',
      'Paris.',
      'The capital of France is Paris ([Wikipedia](https://en.wikipedia.org/wiki/Paris)).',
      'And of Italy?',
      'Rome.',
    ])
    expect(messages.map(({ position }) => position)).toEqual([1, 2, 2, 3, 4])
    const [question, first, second] = messages
    expect([first!.parent_id, second!.parent_id]).toEqual([question!.id, question!.id])
    expect(thread).toMatchObject({
      title: 'Capitals',
      model: 'openai/gpt-4o',
      active_leaf_id: messages.at(-1)!.id,
      last_sequence: 5,
      created_at: '2025-03-01T10:00:00.000Z',
    })
  })

  it('shows neither tools nor what was hidden, and joins the answer around them', () => {
    const { messages } = convert(sample[1])
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
    expect(textOf(messages[0]!)).toBe('[image]|What is on this picture?')
    expect(textOf(messages[1]!)).toBe(
      'Let me look.|A heron, I think.|```python\nprint("heron")\n```',
    )
  })

  it('hangs children of what is left out on the nearest message above', () => {
    const { messages } = convert(
      conversation({
        root: node(null),
        a: node('root', 'user', 'A'),
        hidden: node('a', 'system', 'S'),
        b: node('hidden', 'assistant', 'B'),
        tool: node('b', 'tool', 'T'),
        c: node('tool', 'user', 'C'),
      }),
    )
    expect(messages.map(textOf)).toEqual(['A', 'B', 'C'])
    expect(messages[2]!.parent_id).toBe(messages[1]!.id)
  })

  it('is read whatever order its nodes have, without a current node, with broken links and circles', () => {
    const { thread, messages } = convert(
      conversation({
        late: node('early', 'assistant', 'Late'),
        early: node('nowhere', 'user', 'Early'),
        x: node('y', 'user', 'X'),
        y: node('x', 'user', 'Y'),
      }),
    )
    expect(messages.map(textOf)).toEqual(['Early', 'Late'])
    expect(thread.active_leaf_id).toBe(messages[1]!.id)
  })

  it('may be thousands of messages deep', () => {
    const mapping: Record<string, Node> = {}
    for (let n = 0; n < 20_000; n++) {
      mapping[`n${n}`] = node(n === 0 ? null : `n${n - 1}`, n % 2 ? 'assistant' : 'user', `${n}`)
    }
    expect(convert(conversation(mapping)).messages.at(-1)).toMatchObject({ position: 20_000 })
  })

  it.each([
    ['\ue200cite\ue202turn0search1\ue201', 'See.'],
    ['【12†source】', 'See.'],
    ['\ue200entity\ue202["city","Paris","capital"]\ue201', 'SeeParis.'],
  ])('loses the mark %j of a citation', (mark, text) => {
    const { messages } = convert(conversation({ a: node(null, 'assistant', `See${mark}.`) }))
    expect(textOf(messages[0]!)).toBe(text)
  })

  it('keeps nothing that the database cannot store', () => {
    const { messages, thread } = convert(
      conversation({ a: node(null, 'user', 'a\0b\ud800') }, { title: '\0' }),
    )
    expect(textOf(messages[0]!)).toBe('ab\ufffd')
    expect(thread.title).toBe('New conversation')
  })

  it.each([{ mapping: {} }, { mapping: 1, conversation_id: 'c' }, 7, null])(
    'that is none (%j) is told as such',
    (value) => expect(fromChatGpt(value, options)).toMatchObject([{ kind: 'broken' }]),
  )
})
