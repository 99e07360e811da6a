import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  assembleContext,
  summaryHeading,
  type ContextInput,
} from '@/lib/core/context/assemble-context'
import type { HistoryMessage } from '@/lib/core/context/history-message'
import { contextRoom } from '@/lib/core/context/context-budget'
import type { Model } from '@/lib/core/models/model'

const model: Model = {
  id: 'memory/model',
  provider: 'memory',
  name: 'Memory',
  description: null,
  context_window: 8000,
  max_output_tokens: null,
  price: { input: 1, output: 2 },
  abilities: { tools: false, reasoning: false, images: false, files: false },
  configured: true,
  demo: false,
}

/** One token a word: what is counted can be seen. */
const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length

const say = (depth: number, words: number, isSummarised = false): HistoryMessage => ({
  id: `00000000-0000-7000-8000-${String(depth).padStart(12, '0')}`,
  role: depth % 2 ? 'user' : 'assistant',
  depth,
  isSummarised,
  parts: [{ type: 'text', text: `m${depth} ${'word '.repeat(words - 1)}`.trim() }],
})

const dialogue = (messages: number, words: number, summarised = 0) =>
  Array.from({ length: messages }, (_, n) => say(n + 1, words, n < summarised))

const assemble = (history: HistoryMessage[], more: Partial<ContextInput> = {}) =>
  assembleContext({
    model,
    systemPrompt: null,
    summary: null,
    history,
    keepRecent: 4,
    countTokens: countWords,
    calibration: 1,
    hasTools: false,
    ...more,
  })

const summaryOf = (content: string, last: HistoryMessage) => ({
  id: '00000000-0000-7000-9000-000000000001',
  content,
  lastMessageId: last.id,
})

const depthsIn = (segments: readonly { text: string }[]) =>
  segments.flatMap(({ text }) => /^m(\d+)/.exec(text)?.[1] ?? []).map(Number)

describe('assembleContext', () => {
  it('sends the system prompt and every message, in order', () => {
    const context = assemble(dialogue(3, 5), { systemPrompt: 'Be brief.' })
    expect(context.instructions).toBe('Be brief.')
    expect(context.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(context.segments.map(({ kind }) => kind)).toEqual([
      'system',
      'history',
      'history',
      'message',
    ])
    expect(context.omitted).toEqual([])
  })

  it('sends the summary behind the system prompt, and the newest four before the question verbatim', () => {
    const history = dialogue(21, 5, 20)
    const context = assemble(history, {
      systemPrompt: 'Be brief.',
      summary: summaryOf('They talked.', history[19]!),
    })
    expect(context.instructions).toBe(`Be brief.\n\n${summaryHeading}They talked.`)
    expect(depthsIn(context.segments)).toEqual([17, 18, 19, 20, 21])
    expect(context.segments[1]).toMatchObject({
      kind: 'summary',
      text: `${summaryHeading}They talked.`,
    })
    expect(context.omitted).toEqual([])
  })

  it('lets go of summarised messages once newer ones follow', () => {
    const history = dialogue(25, 5, 20)
    const summary = summaryOf('They talked.', history[19]!)
    expect(depthsIn(assemble(history, { summary }).segments)).toEqual([21, 22, 23, 24, 25])
  })

  it('drops the oldest pairs when the window is full, and lists them', () => {
    const history = dialogue(41, 400)
    const context = assemble(history)
    const [first] = depthsIn(context.segments)
    expect(first! % 2).toBe(1)
    expect(context.omitted).toEqual([
      {
        reason: 'budget',
        kind: 'history',
        first_message_id: history[0]!.id,
        last_message_id: history[first! - 2]!.id,
        messages: first! - 1,
        in_summary: false,
      },
    ])
    expect(context.omittedMessages).toBe(first! - 1)
    expect(context.budget.used).toBeLessThanOrEqual(context.budget.input)
  })

  it('counts a model’s tokens by what was learnt of it', () => {
    const plain = assemble(dialogue(41, 400))
    const dense = assemble(dialogue(41, 400), { calibration: 2 })
    expect(dense.messages.length).toBeLessThan(plain.messages.length)
    expect(dense.sentTokens * 2).toBeLessThanOrEqual(dense.budget.used + dense.segments.length)
  })

  it('refuses a question that does not fit the model, with what to do about it', () => {
    const tooLong = [...dialogue(2, 5), say(3, 9000)]
    expect(() => assemble(tooLong)).toThrow(
      expect.objectContaining({
        code: 'context_too_large',
        message: expect.stringMatching(/Memory/),
      }),
    )
  })

  it('gives up the summary before it gives up the question', () => {
    const history = [...dialogue(20, 5, 20), say(21, 5300)]
    const context = assemble(history, { summary: summaryOf('word '.repeat(500), history[19]!) })
    expect(context.instructions).toBeUndefined()
    expect(context.omitted[0]).toMatchObject({ kind: 'summary', reason: 'budget' })
  })

  it('leaves out answers without anything to send, and says so', () => {
    const silent: HistoryMessage = { ...say(2, 1), parts: [{ type: 'reasoning', text: 'secret' }] }
    const context = assemble([say(1, 3), silent, say(3, 3)])
    expect(JSON.stringify(context.messages)).not.toContain('secret')
    expect(context.omitted).toMatchObject([{ reason: 'empty', messages: 1 }])
  })

  it('treats a blank system prompt as none', () => {
    expect(assemble(dialogue(1, 5), { systemPrompt: '  ' }).instructions).toBeUndefined()
  })

  it('keeps every promise for any branch, budget and model', () => {
    const branch = fc.record({
      sizes: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 60 }),
      summarisedShare: fc.double({ min: 0, max: 1, noNaN: true }),
      summaryWords: fc.integer({ min: 1, max: 400 }),
      keepRecent: fc.integer({ min: 0, max: 8 }),
      window: fc.integer({ min: 600, max: 20_000 }),
      calibration: fc.double({ min: 0.5, max: 3, noNaN: true }),
      systemWords: fc.integer({ min: 0, max: 50 }),
    })
    fc.assert(
      fc.property(branch, (drawn) => {
        const count = drawn.sizes.length
        const summarised = Math.floor((count - 1) * drawn.summarisedShare)
        const history = drawn.sizes.map((words, n) => say(n + 1, words, n < summarised))
        const summary =
          summarised > 0
            ? summaryOf('fact '.repeat(drawn.summaryWords), history[summarised - 1]!)
            : null
        const input: Partial<ContextInput> = {
          model: { ...model, context_window: drawn.window },
          summary,
          keepRecent: drawn.keepRecent,
          calibration: drawn.calibration,
          systemPrompt: 'rule '.repeat(drawn.systemWords) || null,
        }
        let context
        try {
          context = assemble(history, input)
        } catch (error) {
          expect(error).toMatchObject({ code: 'context_too_large' })
          return
        }
        expect(assemble(history, input)).toEqual(context)

        const { budget, segments, omitted } = context
        expect(budget.input).toBe(contextRoom({ ...model, context_window: drawn.window }).input)
        expect(budget.used).toBeLessThanOrEqual(budget.input)
        expect(segments.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(budget.used)
        expect(segments.at(-1)?.kind).toBe('message')

        const sent = new Set(segments.map(({ message_id }) => message_id))
        const dropped = new Set(
          omitted
            .filter(({ kind }) => kind === 'history')
            .flatMap(({ first_message_id, last_message_id }) => {
              const [from, to] = [first_message_id, last_message_id].map((id) =>
                history.findIndex((message) => message.id === id),
              )
              return history.slice(from, to! + 1).map(({ id }) => id)
            }),
        )
        history.forEach(({ id, isSummarised }, index) => {
          const isRecent = index >= count - 1 - drawn.keepRecent
          expect(sent.has(id) && dropped.has(id)).toBe(false)
          if (!isSummarised || isRecent) expect(sent.has(id) || dropped.has(id)).toBe(true)
          else expect(sent.has(id)).toBe(false)
        })
        expect(depthsIn(segments)).toEqual(depthsIn(segments).toSorted((a, b) => a - b))
        const hasSummary = segments.some(({ kind }) => kind === 'summary')
        const saysSo = omitted.some(({ kind }) => kind === 'summary')
        expect(hasSummary !== saysSo).toBe(summary !== null)
      }),
      { numRuns: 300 },
    )
  })
})
