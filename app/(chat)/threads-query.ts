import { notFound } from 'next/navigation'

import { listThreadsSchema, type ListThreads } from '@/lib/core/thread/thread'
import { isThreadCursor } from '@/lib/server/commands/list-threads'

export type ThreadsQuery = { cursor?: string | string[] }

/** What a page that lists threads is asked for; there is none for a cursor that no list gave out. */
export function threadsQuery(
  filter: { archived: 'true' } | { shared: 'true' },
  { cursor }: ThreadsQuery,
): ListThreads {
  const { data } = listThreadsSchema.safeParse({ ...filter, limit: 50, cursor })
  if (!data || (data.cursor !== undefined && !isThreadCursor(data.cursor))) notFound()
  return data
}
