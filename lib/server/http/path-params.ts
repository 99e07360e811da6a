import { z } from 'zod'

import { externalId } from '@/lib/core/thread/text'

/** A thread by its UUID or its external id. */
export const threadParams = z.object({ id: externalId })

/** A message of a thread. */
export const threadMessageParams = z.object({ id: externalId, mid: z.uuid() })

/** A message, a summary or another row by its UUID. */
export const rowParams = z.object({ id: z.uuid() })
