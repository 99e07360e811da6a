import type { useTranslations } from 'next-intl'

/** When and where the page is looked at, so that the server and the browser write the same. */
export type Now = { at: number; timeZone: string }

type Place = Pick<Now, 'timeZone'>
type Translator = ReturnType<typeof useTranslations<'account.past'>>

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** How days are written: in English as `12 Nov 2026`, whichever side of the ocean. */
const formatOf = (locale: string) => (locale === 'en' ? 'en-GB' : locale)

/** A moment that has passed, in words that get coarser with its age. */
export function describePast(iso: string, now: Now, t: Translator, locale: string): string {
  const age = now.at - Date.parse(iso)
  if (age < 2 * minuteMs) return t('now')
  if (age < hourMs) return t('minutes', { count: Math.floor(age / minuteMs) })
  if (age < 12 * hourMs) return t('hours', { count: Math.floor(age / hourMs) })
  return dayAndTime(iso, now, locale)
}

/** The day of a moment, as `12 Nov 2026`. */
export const dayOf = (iso: string, { timeZone }: Place, locale: string): string =>
  new Intl.DateTimeFormat(formatOf(locale), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  }).format(new Date(iso))

/** The day of a moment within its year, as `12 Nov`. */
export const dayAndMonth = (iso: string, { timeZone }: Place, locale: string): string =>
  new Intl.DateTimeFormat(formatOf(locale), { day: 'numeric', month: 'short', timeZone }).format(
    new Date(iso),
  )

/** A moment to the minute, as `12 Nov 2026, 14:05`. */
export const dayAndTime = (iso: string, now: Now, locale: string): string =>
  `${dayOf(iso, now, locale)}, ${new Intl.DateTimeFormat(formatOf(locale), {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: now.timeZone,
  }).format(new Date(iso))}`
