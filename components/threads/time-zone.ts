export const timeZoneCookie = 'time-zone'

/** The time zone that a cookie names, UTC when it names none. */
export function parseTimeZone(value: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value ?? 'UTC' }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
