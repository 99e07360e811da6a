import { segmentKindSchema, type SegmentKind } from '@/lib/core/context/context'

/** The tokens of segments, summed by what they are. */
export function tokensByKind(
  segments: readonly { kind: SegmentKind; tokens: number }[],
): Record<SegmentKind, number> {
  const sum = (kind: SegmentKind) =>
    segments.reduce((total, segment) => total + (segment.kind === kind ? segment.tokens : 0), 0)
  return Object.fromEntries(segmentKindSchema.options.map((kind) => [kind, sum(kind)])) as Record<
    SegmentKind,
    number
  >
}
