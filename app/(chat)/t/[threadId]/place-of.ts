import { validate } from 'uuid'

import { dayStart, isDay } from '@/lib/core/thread/day-start'
import type { WindowPlace } from '@/lib/server/commands/read-window'

type Value = string | string[]
export type PlaceQuery = { message?: Value; date?: Value; near?: Value }

/** Where in a thread an address leads: to a message, or to the first one of a day; null: to its end. */
export function placeOf({ message, date }: PlaceQuery, timeZone: string): WindowPlace | null {
  if (typeof message === 'string' && validate(message)) return { message }
  if (typeof date === 'string' && isDay(date)) return { since: dayStart(date, timeZone) }
  return null
}
