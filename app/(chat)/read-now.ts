import { cookies } from 'next/headers'

import type { Now } from '@/components/account/moment'
import { parseTimeZone, timeZoneCookie } from '@/components/threads/time-zone'
import type { Services } from '@/lib/server/services'

/** When and where the page is looked at. */
export async function readNow({ clock }: Services): Promise<Now> {
  const jar = await cookies()
  return { at: clock.now(), timeZone: parseTimeZone(jar.get(timeZoneCookie)?.value) }
}
