import type { Summary, SummaryList } from '@/lib/core/summary/summary'

export const noSummaries: SummaryList = { data: [], has_more: false, failure: null }

/** The newest page of the chain, behind those older links that were known before and that it goes on from. */
export function withNewest(known: SummaryList, newest: SummaryList): SummaryList {
  const predecessor = newest.data[0]?.predecessor_id
  const end = known.data.findIndex(({ id }) => id === predecessor)
  if (!newest.has_more || end === -1) return newest
  const older = known.data.slice(0, end + 1).map((link) => ({ ...link, in_force: false }))
  return { ...newest, data: [...older, ...newest.data], has_more: known.has_more }
}

/** An older page in front of what is known; what is known stays when another chain is in force by now. */
export function withOlder(known: SummaryList, older: SummaryList): SummaryList {
  if (older.data.at(-1)?.id !== known.data[0]?.predecessor_id) return known
  return { ...known, data: [...older.data, ...known.data], has_more: older.has_more }
}

/** The chain with a link as it is now. */
export function withLink(known: SummaryList, changed: Summary): SummaryList {
  return { ...known, data: known.data.map((link) => (link.id === changed.id ? changed : link)) }
}

/** The position before which links are missing that end at messages which the page shows; null when none is. */
export function missingBefore(
  { data, has_more: hasMore }: SummaryList,
  shown: ReadonlySet<string>,
): number | null {
  const oldest = data[0]
  return hasMore && oldest && shown.has(oldest.first_message_id) ? oldest.last_position : null
}
