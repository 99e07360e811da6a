import { expect, it } from 'vitest'

import { MessageBuilder } from '@/lib/core/turn/message-builder'
import { ThinkingTimes, thinkingTimeOf } from '@/lib/core/turn/thinking-time'
import type { TurnChunk } from '@/lib/core/turn/turn'

it('stores with a thought how long it took, beside what the provider says of it', () => {
  let now = 0
  const times = new ThinkingTimes({ now: () => now })
  const builder = new MessageBuilder()
  const signed = { anthropic: { signature: 's' } }
  const chunks: [number, TurnChunk][] = [
    [1000, { type: 'reasoning-start', id: 'r' }],
    [1500, { type: 'reasoning-delta', id: 'r', delta: 'hm', providerMetadata: signed }],
    [5200, { type: 'reasoning-delta', id: 'r', delta: ' hm' }],
    [9000, { type: 'reasoning-end', id: 'r' }],
  ]
  for (const [at, chunk] of chunks) {
    now = at
    builder.apply(times.addTo(chunk))
  }
  const [part] = builder.parts
  expect(part).toMatchObject({ providerMetadata: { ...signed, skein: { duration_ms: 4200 } } })
  expect(part?.type === 'reasoning' && thinkingTimeOf(part)).toBe(4200)
})

it('knows no time of a thought that was cut off, or of a file that says nonsense', () => {
  expect(thinkingTimeOf({ type: 'reasoning', text: 'hm' })).toBeNull()
  for (const duration_ms of ['4', -1, null, Number.NaN]) {
    const providerMetadata = { skein: { duration_ms } }
    expect(thinkingTimeOf({ type: 'reasoning', text: 'hm', providerMetadata })).toBeNull()
  }
})
