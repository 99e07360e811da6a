import type { TurnLog } from '@/lib/core/ports'
import { dataStreamHeaders, toDataStream } from '@/lib/core/turn/data-stream'
import { streamHeaders } from '@/lib/core/turn/sse'
import type { StreamProtocol, TurnStreamQuery } from '@/lib/core/turn/stream-protocol'

export type TurnResponseOptions = {
  /** Sent as header `x-skein-thread-id`. */
  threadId?: string
  /** By default `ui-v1`. */
  protocol?: StreamProtocol
}

/** The protocol that a request asks for: by query, else by the header that AI SDK 4 knows, else `ui-v1`. */
export const streamProtocol = (headers: Headers, query: TurnStreamQuery): StreamProtocol =>
  query.protocol ?? (headers.get('x-vercel-ai-data-stream') === 'v1' ? 'data-v1' : 'ui-v1')

/** A turn's log as a response in the protocol asked for, from its first chunk on. Cancelling the body only leaves. */
export function turnResponse(
  log: Pick<TurnLog, 'read'>,
  { threadId, protocol = 'ui-v1' }: TurnResponseOptions = {},
): Response {
  const [body, headers] =
    protocol === 'data-v1'
      ? [toDataStream(log.read()), dataStreamHeaders]
      : [log.read(), streamHeaders]
  return new Response(body, {
    headers: { ...headers, ...(threadId ? { 'x-skein-thread-id': threadId } : {}) },
  })
}
