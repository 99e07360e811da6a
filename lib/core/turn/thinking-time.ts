import type { MessagePart } from '@/lib/core/thread/message'
import type { Clock } from '@/lib/core/ports'
import type { TurnChunk } from '@/lib/core/turn/turn'

type Reasoning = Extract<MessagePart, { type: 'reasoning' }>

/** Notes on the end of each reasoning how long it took, from its start to its last word. */
export class ThinkingTimes {
  readonly #clock: Clock
  readonly #times = new Map<string, { from: number; to: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The chunk as it goes on. To be called with every chunk in its order. */
  addTo(chunk: TurnChunk): TurnChunk {
    const now = this.#clock.now()
    switch (chunk.type) {
      case 'reasoning-start':
        this.#times.set(chunk.id, { from: now, to: now })
        return chunk
      case 'reasoning-delta': {
        const time = this.#times.get(chunk.id)
        if (time) time.to = now
        return chunk
      }
      case 'reasoning-end': {
        const time = this.#times.get(chunk.id)
        if (!time) return chunk
        const skein = { duration_ms: time.to - time.from }
        return { ...chunk, providerMetadata: { ...chunk.providerMetadata, skein } }
      }
      default:
        return chunk
    }
  }
}

/** Milliseconds that a model thought; null when it is not known, or a foreign file says nonsense. */
export function thinkingTimeOf(part: Reasoning): number | null {
  const time = part.providerMetadata?.skein?.duration_ms
  return typeof time === 'number' && Number.isFinite(time) && time >= 0 ? time : null
}
