'use client'

import { startTransition, useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'

import type { OpenedWindow } from '@/components/chat/grow-window'
import type { LiveTurn } from '@/components/chat/live-turn'
import { openWindow, type MessageWindow, type RenderedPage } from '@/components/chat/message-window'
import { useHeldPlace } from '@/components/chat/use-held-place'
import { loadReading } from '@/components/chat/thread-chat'
import { loadLiveAnswer } from '@/components/chat/use-live-answer'

export type LoadStatus = 'idle' | 'loading' | 'failed'
export type Loader = { status: LoadStatus; load: () => void }

export type OpenWindow = MessageWindow & {
  /** What the server rendered, as far as it is shown by now. */
  page: RenderedPage
  older: Loader
  newer: Loader
  /** Goes back to what the server rendered, when that has the newest; false when it has not. */
  showNewest: () => boolean
  /** Gives up what is loaded once the page comes anew: of another branch nothing is known. */
  expire: () => void
  /** Takes out a message that was deleted. */
  forget: (id: string) => void
}

type State = OpenedWindow & { isExpired?: boolean }
type Reading = Awaited<ReturnType<typeof loadReading>>

/**
 * The messages of a thread that are loaded: those that the page came with, and what was fetched page by page before and after
 * them. However long the thread is, only so many are kept.
 */
export function useMessageWindow(
  threadId: string,
  {
    page,
    turns,
    scroller,
  }: {
    page: RenderedPage
    turns: readonly LiveTurn[]
    scroller: RefObject<HTMLElement | null>
  },
): OpenWindow {
  const [state, setState] = useState<State>(() => ({ window: openWindow(page), page, removed: [] }))
  const { window: loaded } = state
  const older = useStatus()
  const newer = useStatus()
  const current = useRef(loaded)
  useEffect(() => {
    current.current = loaded
  }, [loaded])

  const { history, place } = page
  const isAnew = state.page.history !== history || state.page.place !== place
  const take = useEffectEvent((reading: Reading | null) => {
    reading?.renewPlaceInView(threadId)
    // A body may still be on its way.
    startTransition(() =>
      setState((now) => ({
        page,
        window:
          reading && !now.isExpired ? reading.renewWindow(now, page, turns) : openWindow(page),
        removed: now.removed,
      })),
    )
  })
  useEffect(() => {
    if (!isAnew) return
    let isOver = false
    void loadReading()
      .catch(() => null)
      .then((reading) => isOver || take(reading))
    return () => {
      isOver = true
    }
  }, [isAnew, history, place])

  const holdPlace = useHeldPlace(scroller, loaded.messages)

  const load = async (
    status: ReturnType<typeof useStatus>,
    side: 'withOlder' | 'withNewer',
    query: (reading: Reading) => Record<string, string>,
  ) => {
    if (!status.begin()) return
    try {
      const [reading] = await Promise.all([loadReading(), loadLiveAnswer()])
      const fetched = await reading.fetchMessages(threadId, query(reading))
      if (current.current === loaded) {
        holdPlace()
        setState((now) =>
          now.window === loaded ? { ...now, window: reading[side](loaded, fetched) } : now,
        )
      }
      status.end('idle')
    } catch {
      status.end('failed')
    }
  }

  const branch = loaded.messages[0]?.parentId
  return {
    ...loaded,
    page: state.page,
    older: {
      status: older.status,
      load: () => {
        if (loaded.hasOlder && branch) void load(older, 'withOlder', () => ({ branch }))
      },
    },
    newer: {
      status: newer.status,
      load: () => {
        if (!loaded.hasNewer) return
        void load(newer, 'withNewer', ({ lastTold }) => ({
          branch: 'active',
          after_sequence: String(lastTold(loaded)),
        }))
      },
    },
    showNewest: () => {
      const { hasNewer } = state.page
      if (loaded.hasNewer && !hasNewer) {
        setState((now) => ({ ...now, window: openWindow(now.page) }))
      }
      return !hasNewer
    },
    expire: () => setState((now) => ({ ...now, isExpired: true })),
    forget: (id) =>
      setState(({ window, removed, ...now }) => ({
        ...now,
        window: { ...window, messages: window.messages.filter((message) => message.id !== id) },
        removed: [...removed, id],
      })),
  }
}

function useStatus() {
  const [status, setStatus] = useState<LoadStatus>('idle')
  const isLoading = useRef(false)
  return {
    status,
    begin: () => {
      if (isLoading.current) return false
      isLoading.current = true
      setStatus('loading')
      return true
    },
    end: (next: LoadStatus) => {
      isLoading.current = false
      setStatus(next)
    },
  }
}
