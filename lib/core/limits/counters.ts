import type { Limit } from '@/lib/core/limits/limit'

/** Who asks, as far as is known. */
export type Asker = {
  userId: string | null
  keyId: string | null
  /** The address, or the block of addresses that counts as one. */
  place: string
}

/** Something that is counted, and up to where. */
export type Counter = { key: string; limit: Limit }

/** How much more all keys of a person may do than one of them. */
const keysTogether = 4
/** How much more one address may do than one person: offices and mobile networks have one for many. */
const peopleAtOnePlace = 10

/**
 * What a request counts against, the narrowest first: the person, or the API key and all keys of its person, so that a script that runs wild
 * leaves the page to its owner; and the address. Without a person the address alone, as if it were one.
 */
export function countersOf({ userId, keyId, place }: Asker, limit: Limit): Counter[] {
  const times = (factor: number): Limit => ({ ...limit, points: limit.points * factor })
  if (userId === null) return [{ key: `stranger:${place}`, limit }]
  const credentials = keyId
    ? [
        { key: `key:${keyId}`, limit },
        { key: `keys:${userId}`, limit: times(keysTogether) },
      ]
    : [{ key: `person:${userId}`, limit }]
  return [...credentials, { key: `place:${place}`, limit: times(peopleAtOnePlace) }]
}
