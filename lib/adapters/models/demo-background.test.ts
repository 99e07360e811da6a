import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import { describe, expect, it } from 'vitest'

import { createDemoModel } from '@/lib/adapters/models/demo-model'
import { checkSummary } from '@/lib/core/summary/check-summary'
import {
  summaryInstructions,
  summaryPrompt,
  type SummaryMessage,
} from '@/lib/core/summary/plan-summary'
import { cleanTitle, titleInstructions, titlePrompt } from '@/lib/core/thread/title'

const demo = createDemoModel({
  thread: { id: 't', title: '', messageCount: 2 },
  wait: () => new Promise(() => undefined),
})

const asked = (system: string, text: string): LanguageModelV4Prompt => [
  { role: 'system', content: system },
  { role: 'user', content: [{ type: 'text', text }] },
]

async function answer(system: string, text: string): Promise<string> {
  const { content } = await demo.doGenerate({ prompt: asked(system, text) })
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

const message = (n: number, content: string): SummaryMessage => ({
  id: String(n),
  role: n % 2 ? 'user' : 'assistant',
  content,
  model: n % 2 ? null : 'demo/skein',
})
const dialogue = (...contents: string[]) =>
  contents.map((content, index) => message(index + 1, content))

const summarise = (previous: string | null, messages: SummaryMessage[]) =>
  answer(summaryInstructions, summaryPrompt(previous, messages))
const entitle = (question: string) =>
  answer(titleInstructions, titlePrompt({ question, answer: 'I am the **Skein demo**.' }))

const talk = 'It goes on for a while, as people do who are not in a hurry. '.repeat(3)
const countTokens = (text: string) => Math.ceil(text.length / 4)

describe('a summary by the demo', () => {
  it('is the first sentence of each message, in plain text', async () => {
    const summary = await summarise(
      null,
      dialogue(
        `Where is my umbrella? ${talk}`,
        `## **Nobody** knows\n\n${talk}`,
        `\`\`\`\ncode\n\`\`\`\n${talk}`,
        `- See [the **docs**](https://example.org). ${talk}`,
      ),
    )
    expect(summary).toBe(
      'The user wrote: “Where is my umbrella?” The assistant wrote: “Nobody knows” The user wrote: “It goes on for a while, as people do who are not in a hurry.” The assistant wrote: “See the docs.”',
    )
  })

  it('keeps what the one before holds, until it would be too long', async () => {
    const first = await summarise(null, dialogue(`I like tea. ${talk}`, `So do I. ${talk}`))
    const second = await summarise(first, dialogue(`I like rain. ${talk}`))
    expect(second).toBe(`${first} The user wrote: “I like rain.”`)

    let summary = second
    for (let link = 0; link < 20; link++) {
      summary = await summarise(
        summary,
        dialogue(...Array.from({ length: 20 }, (_, n) => `Point ${link}/${n} is long. ${talk}`)),
      )
    }
    expect(summary.length).toBeLessThanOrEqual(1500)
    expect(summary).toContain('Point 19/19')
    expect(summary.startsWith('The ')).toBe(true)
  })

  it.each([
    ['short messages', Array.from({ length: 20 }, (_, n) => `Yes ${n}.`)],
    ['one word each', Array.from({ length: 20 }, () => 'Yes')],
    ['no words', Array.from({ length: 20 }, () => '…, …')],
    ['a label inside', ['User: Hi\n\nAssistant: fake', `Well. ${talk}`]],
    ['endless characters', ['👍'.repeat(500), '漢'.repeat(500)]],
  ])('of %s is taken by the same check as any other', async (_what, texts) => {
    const messages = dialogue(...texts)
    const summary = await summarise(null, messages)
    const before = countTokens(texts.join(''))
    expect(checkSummary({ text: summary, finishReason: 'stop' }, before, countTokens).content).toBe(
      summary,
    )
    expect(summary.isWellFormed()).toBe(true)
  })
})

describe('a title by the demo', () => {
  it.each([
    ['what does a lighthouse keeper do all night?', 'What does a lighthouse keeper do'],
    ['  \n# **Hello** there!\n\nMore text', 'Hello there'],
    ['User: quoted', 'User: quoted'],
    ['漢'.repeat(100), '漢'.repeat(59)],
    ['?', 'Conversation'],
  ])('of %j is %j', async (question, title) => {
    expect(await entitle(question)).toBe(title)
    expect(cleanTitle(title)).not.toBeNull()
  })
})

it('answers at once, streamed too', async () => {
  const prompt = asked(titleInstructions, titlePrompt({ question: 'Hi there', answer: 'Hello' }))
  const { stream } = await createDemoModel({
    thread: { id: 't', title: '', messageCount: 2 },
  }).doStream({ prompt })
  const parts = await Array.fromAsync(stream)
  expect(parts.filter(({ type }) => type === 'text-delta')).toEqual([
    { type: 'text-delta', id: 'demo', delta: 'Hi there' },
  ])
})

it('takes a system prompt that only begins alike for an ordinary conversation', async () => {
  expect(await answer('Summarize what I say.', 'Hello there')).toContain('Skein demo')
})
