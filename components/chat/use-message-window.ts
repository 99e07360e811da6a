'use client'

import { useRef, useState, type RefObject } from 'react'

import type { LiveTurn } from '@/components/chat/live-turn'
import {
  openWindow,
  renewWindow,
  withoutMessage,
  type MessageWindow,
  type RenderedWindow,
} from '@/components/chat/message-window'
import { shownMessages } from '@/components/chat/shown-messages'
import { planTimeline } from '@/components/chat/timeline'
import { useHeldPlace } from '@/components/chat/use-held-place'
import { loadReading } from '@/components/chat/thread-chat'
import { loadLiveAnswer } from '@/components/chat/use-live-answer'

export type LoadStatus = 'idle' | 'loading' | 'failed'
export type Loader = { status: LoadStatus; load: () => void }

export type OpenWindow = MessageWindow & {
  older: Loader
  newer: Loader
  /** Goes back to what the server rendered, when that has the newest; false when it has not. */
  showNewest: () => boolean
  /** Gives up what is loaded once the page comes anew: of another branch nothing is known. */
  expire: () => void
  /** Takes out a message that was deleted. */
  forget: (id: string) => void
}

/** Of a timeline whose marks do not matter. */
const unmarked = { activeModel: '', summaries: { data: [], has_more: false, failure: null } }

type State = {
  window: MessageWindow
  page: RenderedWindow
  place: string | null
  isExpired?: boolean
}

/**
 * The messages of a thread that are loaded: those that the page came with, and what was fetched page by page before and after
 * them. However long the thread is, only so many are kept.
 */
export function useMessageWindow(
  threadId: string,
  {
    page,
    turns,
    place,
    scroller,
  }: {
    page: RenderedWindow
    turns: readonly LiveTurn[]
    /** What the page was opened at; null: its end. */
    place: string | null
    scroller: RefObject<HTMLElement | null>
  },
): OpenWindow {
  const [state, setState] = useState<State>(() => ({ window: openWindow(page), page, place }))
  const older = useStatus()
  const newer = useStatus()

  let { window: loaded } = state
  if (state.page.history !== page.history || state.place !== place) {
    // Whoever has scrolled away from the end stays where they are when the end is rendered anew.
    const isAway = state.place === place && state.window.hasNewer && !state.page.hasNewer
    const { messages } = state.window
    const shown = () =>
      shownMessages(
        planTimeline(messages, turns, { ...unmarked, newestId: state.page.newestId }),
        messages,
      )
    if (!isAway) {
      loaded = state.isExpired ? openWindow(page) : renewWindow(state.window, page, shown)
    }
    setState({ window: loaded, page, place })
  }

  const holdPlace = useHeldPlace(scroller, loaded.messages)

  const load = async (
    status: ReturnType<typeof useStatus>,
    query: Record<string, string>,
    side: 'withOlder' | 'withNewer',
  ) => {
    if (!status.begin()) return
    try {
      const [reading] = await Promise.all([loadReading(), loadLiveAnswer()])
      const fetched = await reading.fetchMessages(threadId, query)
      holdPlace()
      setState((now) =>
        now.window === loaded ? { ...now, window: reading[side](now.window, fetched) } : now,
      )
      status.end('idle')
    } catch {
      status.end('failed')
    }
  }

  const [first, last] = [loaded.messages[0], loaded.messages.at(-1)]
  return {
    ...loaded,
    older: {
      status: older.status,
      load: () => {
        if (!loaded.hasOlder || !first?.parentId) return
        void load(older, { branch: first.parentId }, 'withOlder')
      },
    },
    newer: {
      status: newer.status,
      load: () => {
        if (!loaded.hasNewer || !last) return
        void load(newer, { branch: 'active', after_sequence: String(last.sequence) }, 'withNewer')
      },
    },
    showNewest: () => {
      if (loaded.hasNewer && !page.hasNewer) setState({ window: openWindow(page), page, place })
      return !page.hasNewer
    },
    expire: () => setState((now) => ({ ...now, isExpired: true })),
    forget: (id) => setState((now) => ({ ...now, window: withoutMessage(now.window, id) })),
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
