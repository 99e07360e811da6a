import { describe, expect, it } from 'vitest'

import { MessageBuilder } from '@/lib/core/turn/message-builder'
import { replayMessage } from '@/lib/core/turn/replay-message'
import type { TurnChunk } from '@/lib/core/turn/turn'
import type { Message } from '@/lib/core/thread/message'

const build = (...chunks: TurnChunk[]) => {
  const builder = new MessageBuilder()
  chunks.forEach((chunk) => builder.apply(chunk))
  return builder
}

const chunks: TurnChunk[] = [
  { type: 'start', messageId: 'm' },
  { type: 'start-step' },
  { type: 'reasoning-start', id: '1' },
  { type: 'reasoning-delta', id: '1', delta: 'hm' },
  { type: 'reasoning-end', id: '1' },
  { type: 'text-start', id: '1' },
  { type: 'text-delta', id: '1', delta: 'Hel' },
  { type: 'text-delta', id: '1', delta: 'lo' },
  { type: 'text-end', id: '1' },
  { type: 'tool-input-start', toolCallId: 't', toolName: 'look' },
  { type: 'tool-input-delta', toolCallId: 't', inputTextDelta: '{"a"' },
  { type: 'tool-input-available', toolCallId: 't', toolName: 'look', input: { a: 1 } },
  { type: 'tool-output-available', toolCallId: 't', output: 'seen' },
  { type: 'source-url', sourceId: 's', url: 'https://example.org', title: 'Example' },
  { type: 'data-queue', data: { position: 1 }, transient: true },
  { type: 'finish-step' },
  { type: 'finish' },
]

describe('MessageBuilder', () => {
  it('joins deltas into parts, in the order in which they began', () => {
    expect(build(...chunks).parts).toEqual([
      { type: 'step-start' },
      { type: 'reasoning', text: 'hm', state: 'done' },
      { type: 'text', text: 'Hello', state: 'done' },
      {
        type: 'dynamic-tool',
        toolCallId: 't',
        toolName: 'look',
        state: 'output-available',
        input: { a: 1 },
        output: 'seen',
      },
      { type: 'source-url', sourceId: 's', url: 'https://example.org', title: 'Example' },
    ])
  })

  it('keeps text and reasoning of the same id apart', () => {
    const { parts } = build(
      { type: 'text-start', id: '0' },
      { type: 'reasoning-start', id: '0' },
      { type: 'text-delta', id: '0', delta: 'a' },
      { type: 'reasoning-delta', id: '0', delta: 'b' },
    )
    expect(parts).toMatchObject([
      { type: 'text', text: 'a' },
      { type: 'reasoning', text: 'b' },
    ])
  })

  it('changes its version only when the parts change', () => {
    const builder = build({ type: 'text-start', id: '1' })
    const before = builder.version
    builder.apply({ type: 'data-outcome', data: {} as never, transient: true })
    builder.apply({ type: 'text-delta', id: 'unknown', delta: 'lost' })
    expect(builder.version).toBe(before)
    builder.apply({ type: 'text-delta', id: '1', delta: 'a' })
    expect(builder.version).toBeGreaterThan(before)
  })

  it('marks open parts as done when it settles', () => {
    const builder = build(
      { type: 'text-start', id: '1' },
      { type: 'text-delta', id: '1', delta: 'cut' },
    )
    builder.settle()
    expect(builder.parts).toEqual([{ type: 'text', text: 'cut', state: 'done' }])
  })

  it('marks tools that gave nothing back as failed when it settles', () => {
    const builder = build(
      { type: 'tool-input-start', toolCallId: 'a', toolName: 'look' },
      { type: 'tool-input-delta', toolCallId: 'a', inputTextDelta: '{"a"' },
      { type: 'tool-input-available', toolCallId: 'b', toolName: 'ask', input: { b: 1 } },
      { type: 'tool-input-available', toolCallId: 'c', toolName: 'find', input: {} },
      { type: 'tool-output-available', toolCallId: 'c', output: 'found' },
    )
    builder.settle()
    const failed = { state: 'output-error', errorText: 'The answer ended before it.' }
    expect(builder.parts).toMatchObject([
      { toolCallId: 'a', toolName: 'look', input: '{"a"', ...failed },
      { toolCallId: 'b', toolName: 'ask', input: { b: 1 }, ...failed },
      { toolCallId: 'c', state: 'output-available', output: 'found' },
    ])
  })

  it('rebuilds a stored message from its replay', () => {
    const stored = {
      id: 'm',
      status: 'completed',
      parts: build(...chunks).parts,
      metadata: { finish_reason: 'length' } as Message['metadata'],
    } as Message
    const replayed = [...replayMessage(stored)]
    expect(build(...replayed).parts).toEqual(stored.parts)
    expect(replayed.at(-1)).toEqual({ type: 'finish', finishReason: 'length' })
  })
})
