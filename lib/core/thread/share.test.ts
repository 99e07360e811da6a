import { describe, expect, it } from 'vitest'

import { messageSchema, type Message, type MessagePart } from '@/lib/core/thread/message'
import { shareMessages, sharedMessageSchema, type ShareSettings } from '@/lib/core/thread/share'

const nothing: ShareSettings = {
  shows_system_prompt: false,
  shows_reasoning: false,
  shows_context: false,
}
const everything: ShareSettings = {
  shows_system_prompt: true,
  shows_reasoning: true,
  shows_context: true,
}

const picture = 'data:image/png;base64,iVBORw0KGgo='
const parts = [
  { type: 'step-start', providerMetadata: { own: { id: 'canary-step' } } },
  { type: 'text', text: 'Seen text', providerMetadata: { own: { id: 'canary-text' } } },
  { type: 'reasoning', text: 'Seen thought', providerMetadata: { own: { id: 'canary-thought' } } },
  { type: 'file', mediaType: 'image/png', filename: 'seen.png', url: picture },
  { type: 'file', mediaType: 'image/png', filename: 'canary', url: 'https://files.test/canary' },
  { type: 'file', mediaType: 'text/plain', filename: 'canary', url: 'data:text/plain,canary' },
  { type: 'source-url', sourceId: 'canary', url: 'https://seen.test/page', title: 'Seen page' },
  { type: 'source-url', sourceId: 'canary', url: 'file:///canary', title: 'canary' },
  {
    type: 'source-document',
    sourceId: 'canary',
    title: 'Seen document',
    filename: 'canary.pdf',
    mediaType: 'application/pdf',
  },
  {
    type: 'dynamic-tool',
    toolCallId: 'canary',
    toolName: 'seen_tool',
    state: 'output-available',
    input: { seen: 'input' },
    output: 'Seen output',
    callProviderMetadata: { own: { id: 'canary' } },
  },
  {
    type: 'dynamic-tool',
    toolCallId: 'canary',
    toolName: 'seen_failure',
    state: 'output-error',
    input: {},
    errorText: 'canary of an error',
  },
  { type: 'tool-static', toolCallId: 'canary', state: 'input-available', input: 'canary' },
  { type: 'data-new-kind', data: 'canary' },
  { type: 'new-kind', text: 'canary' },
] as unknown as MessagePart[]

/** A message of which every field that nobody else may see says so. */
const answer = {
  id: '019a6f3c-6b20-7d41-8a1c-51c1d2a7e003',
  thread_id: 'canary',
  sequence_number: 77_001,
  parent_id: 'canary',
  role: 'assistant',
  content: 'canary: told by the parts instead',
  parts,
  model_used: 'openrouter/openai/gpt-4o',
  agent_id: 'canary',
  status: 'failed',
  error: { code: 'provider_credit', message: 'canary' },
  external_id: 'canary',
  metadata: { canary: 'canary', fallbacks: [{ message: 'canary' }] },
  usage: {
    input_tokens: 77_002,
    output_tokens: 77_003,
    reasoning_tokens: 77_004,
    cached_input_tokens: 77_005,
    cost: 77_006,
  },
  vote: 'up',
  created_at: '2026-11-21T09:30:00.000Z',
  updated_at: 'canary',
  a_field_of_tomorrow: 'canary',
} as unknown as Message

const shown = (message: Message, settings: ShareSettings) => {
  const messages = shareMessages([message], settings)
  for (const each of messages) expect(() => sharedMessageSchema.parse(each)).not.toThrow()
  return JSON.stringify(messages)
}

describe('what a link shows of a message', () => {
  it('has none of what is private, whatever the link shows', () => {
    for (const settings of [nothing, everything]) {
      const text = shown(answer, settings)
      expect(text).not.toMatch(/canary|7700\d|provider_credit|"up"/)
      expect(text).toContain('Seen text')
      expect(text).toContain('seen.png')
      expect(text).toContain('https://seen.test/page')
    }
  })

  it('has neither reasoning nor context unless that is chosen, each by itself', () => {
    const context = ['Seen document', 'seen_tool', 'Seen output', '"seen":"input"', 'seen_failure']
    const bare = shown(answer, nothing)
    for (const text of [...context, 'Seen thought']) expect(bare).not.toContain(text)
    const thoughtful = shown(answer, { ...nothing, shows_reasoning: true })
    expect(thoughtful).toContain('Seen thought')
    for (const text of context) expect(thoughtful).not.toContain(text)
    const detailed = shown(answer, { ...nothing, shows_context: true })
    expect(detailed).not.toContain('Seen thought')
    for (const text of context) expect(detailed).toContain(text)
  })

  it('has only the text of what a person wrote, and nothing of a system message', () => {
    const question = { ...answer, role: 'user' } as Message
    expect(shareMessages([question], everything)[0]?.hidden_files).toBe(3)
    expect(shareMessages([question], everything)[0]?.parts).toEqual([
      { type: 'text', text: 'Seen text' },
    ])
    expect(shareMessages([{ ...answer, role: 'system' }], everything)).toEqual([])
  })

  it('is read by a schema that refuses every other field of a message and of its parts', () => {
    const [message] = shareMessages([answer], everything)
    const others = Object.keys(messageSchema.shape).filter((key) => !(key in message!))
    expect(others.toSorted()).toEqual([
      'agent_id',
      'error',
      'external_id',
      'metadata',
      'parent_id',
      'sequence_number',
      'sibling_ids',
      'thread_id',
      'updated_at',
      'usage',
      'vote',
    ])
    for (const key of [...others, 'a_field_of_tomorrow']) {
      expect(sharedMessageSchema.safeParse({ ...message, [key]: null }).success, key).toBe(false)
    }
    for (const part of message!.parts) {
      const more = { ...message, parts: [{ ...part, providerMetadata: {} }] }
      expect(sharedMessageSchema.safeParse(more).success, part.type).toBe(false)
    }
  })
})
