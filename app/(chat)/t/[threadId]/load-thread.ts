import { notFound } from 'next/navigation'
import { cache } from 'react'

import { SkeinError } from '@/lib/core/errors'
import { requireThread } from '@/lib/server/commands/require-thread'
import { pageActor } from '@/lib/server/page-actor'
import { presentThread } from '@/lib/server/rows/thread-row'
import { getServices } from '@/lib/server/services'

/** What is not one's own and not shared is to a person as if it were not there. */
const isHidden: ReadonlySet<string> = new Set(['thread_not_found', 'forbidden'])

/** The thread of the address, asked for once by all that makes the page. */
export const loadThread = cache(async (id: string) => {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  try {
    return presentThread(await requireThread(services, actor, id, 'read'))
  } catch (error) {
    if (error instanceof SkeinError && isHidden.has(error.code)) notFound()
    throw error
  }
})
