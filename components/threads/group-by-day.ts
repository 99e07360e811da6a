export type DayGroup<Item> = { label: string; items: Item[] }

const dayMs = 86_400_000

/** The calendar day of an instant in a time zone, as `YYYY-MM-DD`. */
export const dayIn = (timeZone: string, instant: Date): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant)

/**
 * Groups items, newest first, by how many calendar days lie between them and today: Today, Yesterday, Previous 7 days, then
 * by month.
 */
export function groupByDay<Item>(
  items: readonly Item[],
  { today, timeZone, timeOf }: { today: string; timeZone: string; timeOf: (item: Item) => string },
): DayGroup<Item>[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const label = dayLabel(dayIn(timeZone, new Date(timeOf(item))), today)
    const group = groups.get(label)
    if (group) group.push(item)
    else groups.set(label, [item])
  }
  return [...groups].map(([label, grouped]) => ({ label, items: grouped }))
}

function dayLabel(day: string, today: string): string {
  const daysAgo = Math.round((Date.parse(today) - Date.parse(day)) / dayMs)
  if (daysAgo <= 0) return 'Today'
  if (daysAgo === 1) return 'Yesterday'
  if (daysAgo <= 7) return 'Previous 7 days'
  const isThisYear = day.slice(0, 4) === today.slice(0, 4)
  return new Intl.DateTimeFormat('en', {
    timeZone: 'UTC',
    month: 'long',
    year: isThisYear ? undefined : 'numeric',
  }).format(new Date(day))
}
