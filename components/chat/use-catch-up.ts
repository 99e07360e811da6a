'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'

import { request, RequestError } from '@/components/api/request'
import type { LiveTurn } from '@/components/chat/live-turn'
import type { ThreadSettings } from '@/components/chat/thread-chat'
import { subscribeGone, subscribeLive } from '@/components/live/live-events'
import type { MessagePage } from '@/lib/core/thread/message'
import type { Thread } from '@/lib/core/thread/thread'

/** Messages that are asked in two places at once stand between each other: more than the newest one is looked at. */
const mostCompared = 10

/** Reads the thread anew when the server says that it was changed elsewhere, or may have been while nobody listened. */
export function useCatchUp({
  threadId,
  isStored,
  isAtEnd,
  newest,
  turns,
  settings,
}: {
  threadId: string
  isStored: boolean
  /** Whether the newest message is among those that are shown. */
  isAtEnd: boolean
  /** The ids of the newest messages that are shown, in order: the last that the server rendered, and what this page added. */
  newest: readonly string[]
  turns: readonly LiveTurn[]
  settings: ThreadSettings
}) {
  const router = useRouter()
  // What is being sent decides by itself what is newest.
  const canCompare = isAtEnd && turns.every(({ answerId }) => answerId !== null)
  const isOwed = useRef(false)

  const catchUp = useEffectEvent(async () => {
    isOwed.current = !canCompare
    if (!isStored || !canCompare) return
    const address = `/api/threads/${threadId}`
    const [{ data }, { model, system_prompt: systemPrompt }] = await Promise.all([
      read<MessagePage>(`${address}/messages?branch=active&limit=${mostCompared}`),
      read<Thread>(address),
    ])
    const isSame =
      endsAlike(
        data.map(({ id }) => id),
        newest,
      ) &&
      model === settings.model &&
      systemPrompt === settings.systemPrompt
    if (!isSame) router.refresh()
  })

  useEffect(() => {
    const look = () =>
      void catchUp().catch((error: unknown) => {
        // Without a connection the page stays as it is; the bar of the connection says so.
        if (error instanceof RequestError && error.code === 'thread_not_found') router.refresh()
      })
    if (canCompare && isOwed.current) look()
    const leave = subscribeLive((id) => (id === null || id === threadId) && look())
    const leaveGone = subscribeGone((id) => id === threadId && router.refresh())
    return () => {
      leave()
      leaveGone()
    }
  }, [threadId, canCompare, router])
}

/** Whether the shorter list, of at least one, is the end of the other. */
function endsAlike(some: readonly string[], others: readonly string[]): boolean {
  const length = Math.min(some.length, others.length)
  if (length === 0) return some.length === others.length
  return some.slice(-length).join() === others.slice(-length).join()
}

const read = async <Body>(path: string): Promise<Body> => (await request(path)).json()
