import { describe, expect, it } from 'vitest'

import { assembleContext, type HistoryMessage } from '@/lib/core/context/assemble-context'
import { memoryModel } from '@/lib/adapters/memory/memory-models'

const message = (depth: number, role: 'user' | 'assistant', content: string): HistoryMessage => ({
  id: String(depth),
  role,
  content,
  depth,
  parts: [{ type: 'text', text: content }],
})

const dialogue = (messages: number, length: number) =>
  Array.from({ length: messages }, (_, n) =>
    message(n + 1, n % 2 ? 'assistant' : 'user', `${n + 1} `.padEnd(length, 'x')),
  )

const assemble = (history: HistoryMessage[], systemPrompt: string | null = null) =>
  assembleContext({ model: memoryModel, systemPrompt, history })

describe('assembleContext', () => {
  it('sends the system prompt and every message, in order', async () => {
    const context = await assemble(dialogue(3, 10), 'Be brief.')
    expect(context.instructions).toBe('Be brief.')
    expect(context.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(context.omittedMessages).toBe(0)
  })

  it('sends the newest that fit and says how many it left out, beginning with a question', async () => {
    const history = dialogue(41, 900)
    const context = await assemble(history)
    expect(context.messages[0]?.role).toBe('user')
    expect(context.omittedMessages).toBeGreaterThan(0)
    expect(context.omittedMessages + context.messages.length).toBe(41)
    const sent = JSON.stringify(context.messages)
    expect(sent.length / 3).toBeLessThan(memoryModel.context_window)
    expect(sent).toContain('41 ')
  })

  it('counts what was not even loaded as left out', async () => {
    const history = dialogue(41, 900).slice(20)
    expect((await assemble(history)).omittedMessages).toBeGreaterThanOrEqual(20)
  })

  it('always sends the question, even one that is too long', async () => {
    const context = await assemble([...dialogue(2, 10), message(3, 'user', 'x'.repeat(99_999))])
    expect(context.messages).toHaveLength(1)
    expect(context.omittedMessages).toBe(2)
  })

  it('leaves out reasoning and answers without text', async () => {
    const context = await assemble([
      message(1, 'user', 'a'),
      { ...message(2, 'assistant', ''), parts: [{ type: 'reasoning', text: 'secret' }] },
      message(3, 'user', 'b'),
    ])
    expect(JSON.stringify(context.messages)).not.toContain('secret')
    expect(context.messages).toHaveLength(2)
  })

  it('treats a blank system prompt as none', async () => {
    expect((await assemble(dialogue(1, 5), '  ')).instructions).toBeUndefined()
  })
})
