import { newId } from '@/components/api/new-id'
import { request } from '@/components/api/request'
import { threadList } from '@/components/threads/thread-list-store'
import type { MessagePage, VoteValue } from '@/lib/core/thread/message'
import type { Thread } from '@/lib/core/thread/thread'

/** Tried again after a failure it is the same fork. */
const forkKeys = new Map<string, string>()

/** Makes a thread of all that was said up to a message, and returns its id. */
export async function forkThread(threadId: string, messageId: string): Promise<string> {
  const key = forkKeys.get(messageId) ?? newId()
  forkKeys.set(messageId, key)
  const response = await request(`/api/threads/${threadId}/fork`, {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: { message_id: messageId },
  })
  const { id } = (await response.json()) as Thread
  forkKeys.delete(messageId)
  void threadList.refresh()
  return id
}

export const deleteMessage = (messageId: string): Promise<Response> =>
  request(`/api/messages/${messageId}`, { method: 'DELETE' })

export const saveVote = (answerId: string, value: VoteValue | null): Promise<Response> =>
  request(`/api/messages/${answerId}/vote`, {
    method: value === null ? 'DELETE' : 'PUT',
    body: value === null ? undefined : { value },
  })

/** The Markdown of a stored answer, which the page holds only as HTML. */
export async function fetchText(threadId: string, id: string): Promise<string> {
  const response = await request(`/api/threads/${threadId}/messages?branch=${id}&limit=1`)
  const page = (await response.json()) as MessagePage
  return page.data.find((message) => message.id === id)?.content ?? ''
}
