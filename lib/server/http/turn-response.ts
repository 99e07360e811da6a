import type { TurnLog } from '@/lib/core/ports'
import { streamHeaders } from '@/lib/core/turn/sse'

/** A turn's log as a response, from its first chunk on. */
export const turnResponse = (log: TurnLog, threadId?: string): Response =>
  new Response(log.read(), {
    headers: { ...streamHeaders, ...(threadId ? { 'x-skein-thread-id': threadId } : {}) },
  })
