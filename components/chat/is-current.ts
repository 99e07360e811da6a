import { request } from '@/components/api/request'
import type { ThreadSettings } from '@/components/chat/thread-chat'
import type { MessagePage } from '@/lib/core/thread/message'
import type { Thread } from '@/lib/core/thread/thread'

/** Messages that are asked in two places at once stand between each other: more than the newest one is looked at. */
const mostCompared = 10

export type ShownThread = {
  threadId: string
  /** The ids of the newest messages that are shown, in order. */
  newest: readonly string[]
  settings: ThreadSettings
}

/** Whether what is shown of a thread is what the server has. Throws what the request throws. */
export async function isCurrent(
  { threadId, newest, settings }: ShownThread,
  signal: AbortSignal,
): Promise<boolean> {
  const read = async <Body>(query: string): Promise<Body> =>
    (await request(`/api/threads/${threadId}${query}`, { signal })).json()
  const [{ data }, { model, system_prompt: systemPrompt }] = await Promise.all([
    read<MessagePage>(`/messages?branch=active&limit=${mostCompared}`),
    read<Thread>(''),
  ])
  return (
    endsAlike(
      data.map(({ id }) => id),
      newest,
    ) &&
    model === settings.model &&
    systemPrompt === settings.systemPrompt
  )
}

/** Whether the shorter list, of at least one, is the end of the other. */
function endsAlike(some: readonly string[], others: readonly string[]): boolean {
  const length = Math.min(some.length, others.length)
  if (length === 0) return some.length === others.length
  return some.slice(-length).join() === others.slice(-length).join()
}
