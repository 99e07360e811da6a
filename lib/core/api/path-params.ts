import { z } from 'zod'

import { externalId, storableText } from '@/lib/core/thread/text'

const thread = externalId.describe('The thread’s id, or the external id that a client gave it')

/** A thread by its UUID or its external id. */
export const threadParams = z.object({ id: thread })

/** A message of a thread. */
export const threadMessageParams = z.object({ id: thread, mid: z.uuid() })

/** A message by its UUID or its external id. */
export const messageParams = z.object({
  id: externalId.describe('The message’s id, or the external id that a client gave it'),
})

/** A summary or another row by its UUID. */
export const rowParams = z.object({ id: z.uuid() })

/** A thread by its public link. */
export const shareParams = z.object({
  token: storableText(200).min(1).describe('The last part of the link'),
})
