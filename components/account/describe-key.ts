import { dayOf, describePast, type Now } from '@/components/account/moment'
import type { ApiKey } from '@/lib/core/access/api-key'

/** How a key was used and how long it is good, in a sentence. */
export function describeKey(key: ApiKey, now: Now): string {
  const used =
    key.last_used_at === null ? 'never used' : `last used ${describePast(key.last_used_at, now)}`
  if (key.expires_at === null) return `${used}, does not expire`
  const isOver = Date.parse(key.expires_at) <= now.at
  return `${used}, ${isOver ? 'expired' : 'expires'} ${dayOf(key.expires_at, now)}`
}
