/** When and where the page is looked at, so that the server and the browser write the same. */
export type Now = { at: number; timeZone: string }

const minuteMs = 60_000
const hourMs = 60 * minuteMs

const count = (n: number, unit: string) => (n === 1 ? `one ${unit} ago` : `${n} ${unit}s ago`)

/** A moment that has passed, in words that get coarser with its age. */
export function describePast(iso: string, now: Now): string {
  const age = now.at - Date.parse(iso)
  if (age < 2 * minuteMs) return 'just now'
  if (age < hourMs) return count(Math.floor(age / minuteMs), 'minute')
  if (age < 12 * hourMs) return count(Math.floor(age / hourMs), 'hour')
  return dayAndTime(iso, now)
}

/** The day of a moment, as `12 Nov 2026`. */
export const dayOf = (iso: string, { timeZone }: Now): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  }).format(new Date(iso))

/** A moment to the minute, as `12 Nov 2026, 14:05`. */
export const dayAndTime = (iso: string, now: Now): string =>
  `${dayOf(iso, now)}, ${new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: now.timeZone,
  }).format(new Date(iso))}`
