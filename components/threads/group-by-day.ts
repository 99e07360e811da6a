import type { useTranslations } from 'next-intl'

type Texts = ReturnType<typeof useTranslations<'threads.days'>>

/** A calendar day, as `YYYY-MM-DD`, and where it is that day. */
export type Day = { timeZone: string; today: string }
export type DayGroup<Item> = { label: string; items: Item[] }

const dayMs = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes milliseconds, using one takes none. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options])
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, format)
  return format
}

/** The calendar day of an instant in a time zone, as `YYYY-MM-DD`. */
export const dayIn = (timeZone: string, instant: Date): string =>
  formatOf('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant)

/** What the list calls the day of an instant: Today, Yesterday, Previous 7 days, then the month. */
export function dayLabel(
  instant: string,
  { timeZone, today, t, locale }: Day & { t: Texts; locale: string },
): string {
  const day = dayIn(timeZone, new Date(instant))
  const daysAgo = Math.round((Date.parse(today) - Date.parse(day)) / dayMs)
  if (daysAgo <= 0) return t('today')
  if (daysAgo === 1) return t('yesterday')
  if (daysAgo <= 7) return t('week')
  const isThisYear = day.slice(0, 4) === today.slice(0, 4)
  return formatOf(locale, {
    timeZone: 'UTC',
    month: 'long',
    year: isThisYear ? undefined : 'numeric',
  }).format(new Date(day))
}

/** Groups items, newest first, by the label of their day. */
export function groupByDay<Item>(
  items: readonly Item[],
  labelOf: (item: Item) => string,
): DayGroup<Item>[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const label = labelOf(item)
    const group = groups.get(label)
    if (group) group.push(item)
    else groups.set(label, [item])
  }
  return [...groups].map(([label, grouped]) => ({ label, items: grouped }))
}
