import type { Segment, SegmentKind } from '@/lib/core/context/context'

type Look = { label: string; colour: string }

/** What each kind is called and looks like, in the order in which they are sent. */
export const segmentKinds: Readonly<Record<SegmentKind, Look>> = {
  system: { label: 'System prompt', colour: 'bg-kind-system' },
  summary: { label: 'Summary', colour: 'bg-kind-summary' },
  passages: { label: 'Passages', colour: 'bg-kind-passages' },
  history: { label: 'History', colour: 'bg-kind-history' },
  message: { label: 'Message', colour: 'bg-kind-message' },
  tools: { label: 'Tools', colour: 'bg-kind-tools' },
}

const roles: Record<Segment['role'], string> = {
  system: 'system',
  user: 'you',
  assistant: 'answer',
  tool: 'tool',
}

export const roleLabel = (role: Segment['role']): string => roles[role]

export type KindShare = { kind: SegmentKind; tokens: number; pieces: number }

/** What each kind that is sent takes, in the order in which they are sent. */
export function sharesByKind(segments: readonly Segment[]): KindShare[] {
  const shares = new Map<SegmentKind, KindShare>()
  for (const { kind, tokens } of segments) {
    const known = shares.get(kind) ?? { kind, tokens: 0, pieces: 0 }
    shares.set(kind, { kind, tokens: known.tokens + tokens, pieces: known.pieces + 1 })
  }
  return (Object.keys(segmentKinds) as SegmentKind[]).flatMap((kind) => shares.get(kind) ?? [])
}
