'use client'

import { useEffect, useEffectEvent, useRef } from 'react'

import { RequestError } from '@/components/api/request'
import type { ShownThread } from '@/components/chat/is-current'
import type { LiveTurn } from '@/components/chat/live-turn'
import { loadReading } from '@/components/chat/thread-chat'
import { messageIdOf } from '@/components/chat/timeline'
import { isListening, subscribeGone, subscribeLive } from '@/components/live/live-events'

/** Has the thread read anew when the server says that it was changed elsewhere, or may have been while nobody listened. */
export default function CatchUp({
  isStored,
  isAtEnd,
  turns,
  page,
  readAnew,
  ...shown
}: ShownThread & {
  isStored: boolean
  /** Another one when the thread was read anew. */
  page: unknown
  /** Whether the newest message is among those that are shown. */
  isAtEnd: boolean
  turns: readonly LiveTurn[]
  readAnew: () => void
}) {
  const { threadId, rows, settings } = shown
  // What is being sent decides by itself what is newest.
  const canCompare = isStored && isAtEnd && turns.every(({ answerId }) => answerId !== null)
  const state = [...rows.map(messageIdOf), settings.model, settings.systemPrompt].join()
  /** The look that is not over, to be repeated when the page shows something else; undefined before the first one. */
  const owed = useRef<AbortController | null>(undefined)
  /** Whether something is on its way that may be older than what was seen meanwhile. */
  const isAwaited = useRef(false)

  const catchUp = useEffectEvent(async ({ isAgain = false } = {}) => {
    owed.current?.abort()
    const { signal } = (owed.current = new AbortController())
    if (!canCompare) return
    const { isCurrent, keepPlaceInView } = await loadReading()
    const isSame = await isCurrent(shown, signal)
    if (signal.aborted) return
    owed.current = null
    if (isSame) return
    // Once for each time that it was heard of: what is never the same must not be read for ever.
    isAwaited.current = !isAgain
    keepPlaceInView(threadId)
    readAnew()
  })

  const isGone = useRef(false)
  const showGone = useEffectEvent(() => {
    // Once: the page that says so may be on its way.
    if (!isGone.current) readAnew()
    isGone.current = true
  })

  const look = useEffectEvent((options?: { isAgain: boolean }) => {
    catchUp(options).catch((error: unknown) => {
      // Without a connection the page stays as it is; the bar of the connection says so.
      if (error instanceof RequestError && error.code === 'thread_not_found') showGone()
    })
  })

  useEffect(() => {
    // What is come back to may be as old as its leaving.
    if (owed.current === undefined ? isListening() : owed.current) look()
    const leave = subscribeLive((id) => (id === null || id === threadId) && look())
    const leaveGone = subscribeGone((id) => id === threadId && showGone())
    return () => {
      leave()
      leaveGone()
      owed.current?.abort()
    }
  }, [threadId, canCompare, state])

  useEffect(() => {
    if (isAwaited.current) look({ isAgain: true })
    isAwaited.current = false
  }, [page])

  return null
}
