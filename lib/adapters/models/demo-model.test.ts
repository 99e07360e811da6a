import type { LanguageModelV4Prompt, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { expect, test, vi } from 'vitest'

import { createDemoModel } from '@/lib/adapters/models/demo-model'

const thread = { id: 't', title: 'Plans for *June*', messageCount: 3 }

function asking(text: string, system?: string): LanguageModelV4Prompt {
  return [
    ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
    { role: 'user', content: [{ type: 'text', text }] },
  ]
}

async function answer(prompt: LanguageModelV4Prompt) {
  const waits: number[] = []
  const wait = async (milliseconds: number) => void waits.push(milliseconds)
  const { stream } = await createDemoModel({ thread, wait }).doStream({ prompt })
  const parts: LanguageModelV4StreamPart[] = []
  for await (const part of stream) parts.push(part)
  const text = parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('')
  return { parts, text, waits }
}

test('it says that it is no AI, how to add a key, and what it sees', async () => {
  const { text } = await answer(asking('Hello there', 'Be brief.'))
  expect(text).toMatch(/no AI/)
  expect(text).toContain('OPENROUTER_API_KEY=sk-or-... npm start')
  expect(text).toContain('.env')
  expect(text).toContain('“Plans for \\*June\\*”')
  expect(text).toContain('Messages stored: 3')
  expect(text).toContain('System prompt: there is one')
  expect(text).toContain('```text\nHello there\n```')
  expect(text).not.toContain('Be brief.')
})

test('it answers the same to the same question', async () => {
  expect((await answer(asking('Hi'))).text).toBe((await answer(asking('Hi'))).text)
})

test('a quoted text cannot leave its block', async () => {
  const { text } = await answer(asking('```\n# not a heading\n````'))
  expect(text).toContain('`````text\n```\n# not a heading\n````\n`````')
})

test('a long text is cut between characters', async () => {
  const { text } = await answer(asking('👍'.repeat(500)))
  expect(text.isWellFormed()).toBe(true)
  expect(text).toContain('👍 …')
})

test.each([
  ['a table please', /\| --- \| --- \|/],
  ['show code', /```js\n/],
  ['make a list', /^1\. /m],
  ['which key?', /## Add a real model/],
])('%j is shown', async (question, shape) => {
  expect((await answer(asking(question))).text).toMatch(shape)
})

test('a long answer is long', async () => {
  const words = async (question: string) =>
    (await answer(asking(question))).text.split(/\s+/).length
  expect(await words('long')).toBeGreaterThan(300)
})

test('it tells that it used tokens, and finishes', async () => {
  const { parts, text } = await answer(asking('Hi'))
  expect(parts.at(-1)).toMatchObject({
    type: 'finish',
    finishReason: { unified: 'stop', raw: 'stop' },
    usage: { outputTokens: { total: Math.ceil(text.length / 4) } },
  })
})

test('it fails in the middle when it is asked for an error', async () => {
  const { parts, text } = await answer(asking('error'))
  expect(text).not.toBe('')
  expect(parts.find((part) => part.type === 'error')).toMatchObject({
    error: { code: 'provider_error', message: expect.stringContaining('asked the demo for') },
  })
  expect(parts.at(-1)).toMatchObject({ finishReason: { unified: 'error' } })
  await expect(createDemoModel({ thread }).doGenerate({ prompt: asking('error') })).rejects.toThrow(
    'asked the demo for',
  )
})

test('it speaks at some 60 words a second, and slower when asked to', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const usual = (await answer(asking('Hi'))).waits
  const slow = (await answer(asking('slow'))).waits
  vi.useRealTimers()
  expect(usual[59]).toBeCloseTo(1000)
  expect(slow[7]).toBeCloseTo(1000)
})

test('it stops at once when it is aborted', async () => {
  const abort = new AbortController()
  const { stream } = await createDemoModel({ thread }).doStream({
    prompt: asking('slow'),
    abortSignal: abort.signal,
  })
  const reader = stream.getReader()
  for (let part = await reader.read(); part.value?.type !== 'text-delta';)
    part = await reader.read()
  const next = reader.read()
  abort.abort('stop')
  await expect(next).rejects.toBe('stop')
})
