import type { Segment, SegmentKind } from '@/lib/core/context/context'

type Look = { colour: string; pattern: string }

const stripes = {
  lying: 'bg-[repeating-linear-gradient(0deg,var(--kind-pattern)_0_1px,transparent_1px_4px)]',
  standing: 'bg-[repeating-linear-gradient(90deg,var(--kind-pattern)_0_1px,transparent_1px_4px)]',
  rising: 'bg-[repeating-linear-gradient(-45deg,var(--kind-pattern)_0_1px,transparent_1px_4px)]',
  falling: 'bg-[repeating-linear-gradient(45deg,var(--kind-pattern)_0_1px,transparent_1px_4px)]',
}
const dots = 'bg-[radial-gradient(var(--kind-pattern)_1px,transparent_1.3px)] bg-size-[4px_4px]'

/**
 * What each kind looks like, in the order in which they are sent. Each has a pattern of its own, so that they
 * are told apart without colour.
 */
export const segmentKinds: Readonly<Record<SegmentKind, Look>> = {
  system: { colour: 'bg-kind-system', pattern: stripes.lying },
  summary: { colour: 'bg-kind-summary', pattern: stripes.rising },
  passages: { colour: 'bg-kind-passages', pattern: dots },
  history: { colour: 'bg-kind-history', pattern: '' },
  message: { colour: 'bg-kind-message', pattern: stripes.standing },
  tools: { colour: 'bg-kind-tools', pattern: stripes.falling },
}

/** How a bar or a mark of the kind is filled. */
export const fillOf = (kind: SegmentKind): string =>
  `${segmentKinds[kind].colour} ${segmentKinds[kind].pattern}`

export type KindShare = {
  kind: SegmentKind
  tokens: number
  pieces: number
  /** US dollars; null when a price is unknown. */
  cost: number | null
}

/** What each kind that is sent takes, in the order in which they are sent. */
export function sharesByKind(segments: readonly Segment[]): KindShare[] {
  const shares = new Map<SegmentKind, KindShare>()
  for (const { kind, tokens, cost } of segments) {
    const known = shares.get(kind) ?? { kind, tokens: 0, pieces: 0, cost: 0 }
    shares.set(kind, {
      kind,
      tokens: known.tokens + tokens,
      pieces: known.pieces + 1,
      cost: known.cost === null || cost === null ? null : known.cost + cost,
    })
  }
  return (Object.keys(segmentKinds) as SegmentKind[]).flatMap((kind) => shares.get(kind) ?? [])
}
