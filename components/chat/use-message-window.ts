'use client'

import { useRef, useState, type RefObject } from 'react'

import { request } from '@/components/api/request'
import {
  openWindow,
  renewWindow,
  withNewer,
  withOlder,
  withoutMessage,
  type MessageWindow,
  type RenderedWindow,
} from '@/components/chat/message-window'
import { useHeldPlace } from '@/components/chat/use-held-place'
import { loadReading } from '@/components/chat/thread-chat'
import { loadLiveAnswer } from '@/components/chat/use-live-answer'
import type { MessagePage } from '@/lib/core/thread/message'

export type LoadStatus = 'idle' | 'loading' | 'failed'
export type Loader = { status: LoadStatus; load: () => void }

export type OpenWindow = MessageWindow & {
  older: Loader
  newer: Loader
  /** Goes back to what the server rendered, when that has the newest; false when it has not. */
  showNewest: () => boolean
  /** Takes out a message that was deleted. */
  forget: (id: string) => void
}

const pageSize = 50

type State = { window: MessageWindow; page: RenderedWindow; place: string | null }

/**
 * The messages of a thread that are loaded: those that the page came with, and what was fetched page by page before and after
 * them. However long the thread is, only so many are kept.
 */
export function useMessageWindow(
  threadId: string,
  {
    page,
    place,
    scroller,
  }: {
    page: RenderedWindow
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
    loaded = isAway ? state.window : renewWindow(state.window, page)
    setState({ window: loaded, page, place })
  }

  const holdPlace = useHeldPlace(scroller, loaded.messages)

  const load = async (
    status: ReturnType<typeof useStatus>,
    query: Record<string, string>,
    grow: typeof withOlder,
  ) => {
    if (!status.begin()) return
    try {
      const search = new URLSearchParams({ limit: String(pageSize), ...query })
      const [response, { toStoredMessage }] = await Promise.all([
        request(`/api/threads/${threadId}/messages?${search}`),
        loadReading(),
        loadLiveAnswer(),
      ])
      const { data, has_more: hasMore } = (await response.json()) as MessagePage
      const messages = data.map((message) => ({
        ...toStoredMessage(message),
        parts: message.parts,
      }))
      holdPlace()
      setState((now) =>
        now.window === loaded ? { ...now, window: grow(now.window, { messages, hasMore }) } : now,
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
        void load(older, { branch: first.parentId }, withOlder)
      },
    },
    newer: {
      status: newer.status,
      load: () => {
        if (!loaded.hasNewer || !last) return
        void load(newer, { branch: 'active', after_sequence: String(last.sequence) }, withNewer)
      },
    },
    showNewest: () => {
      if (loaded.hasNewer && !page.hasNewer) setState({ window: openWindow(page), page, place })
      return !page.hasNewer
    },
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
