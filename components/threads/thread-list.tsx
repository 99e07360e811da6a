'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'

import { SharedWithMeLink } from '@/components/sharing/shared-with-me-link'
import { groupByDay } from '@/components/threads/group-by-day'
import { threadList, type ThreadListState } from '@/components/threads/thread-list-store'
import { ThreadRow } from '@/components/threads/thread-row'
import { useToday, type Today } from '@/components/threads/use-today'
import { Button } from '@/components/ui/button'
import type { ThreadList as Page } from '@/lib/core/thread/thread'

export type ThreadListProps = {
  initial: Page
  guess: Today
  defaultTitle: string
  /** Whether other members share threads. */
  hasShared: boolean
}

/** All threads, the most recently active first, by day. */
export function ThreadList({ initial, guess, defaultTitle, hasShared }: ThreadListProps) {
  const { threads, nextCursor, loading, leaving } = useThreadList(initial)
  const { timeZone, today } = useToday(guess)
  const path = usePathname()
  const current = path.match(/^\/t\/([^/]+)/)?.[1]
  const shared = hasShared && <SharedWithMeLink isCurrent={path === '/shared-with-me'} />
  const groups = groupByDay(
    threads.filter(({ id }) => !leaving.has(id)),
    { timeZone, today, timeOf: (thread) => thread.last_activity_at },
  )
  if (groups.length === 0 && nextCursor === null) {
    return (
      <>
        {shared}
        <p className="text-label text-ink-muted px-3 py-2">
          Your conversations will be listed here, the newest first.
        </p>
      </>
    )
  }
  return (
    <>
      {shared}
      {groups.map(({ label, items }) => (
        <section key={label} aria-label={label} className="pb-3">
          <h2 className="text-caption text-ink-muted bg-sunken sticky top-0 z-10 px-3 pt-2 pb-1 font-medium">
            {label}
          </h2>
          <ul>
            {items.map((thread) => (
              <ThreadRow
                key={thread.id}
                thread={thread}
                isCurrent={thread.id === current}
                isUntitled={thread.title === defaultTitle}
              />
            ))}
          </ul>
        </section>
      ))}
      {nextCursor !== null && <MoreThreads loading={loading} />}
    </>
  )
}

function useThreadList(initial: Page): ThreadListState {
  useState(() => {
    // Before the first look at the store, so that no empty list flashes up.
    if (typeof window !== 'undefined') threadList.seed(initial)
  })
  const seeded = useRef(initial)
  useEffect(() => {
    if (seeded.current !== initial) threadList.seed(initial)
    seeded.current = initial
  }, [initial])
  const rendered = useMemo<ThreadListState>(
    () => ({
      threads: initial.data,
      nextCursor: initial.next_cursor,
      loading: 'idle',
      leaving: new Set(),
    }),
    [initial],
  )
  return useSyncExternalStore(threadList.subscribe, threadList.getState, () => rendered)
}

function MoreThreads({ loading }: { loading: ThreadListState['loading'] }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!ref.current || loading !== 'idle') return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void threadList.loadMore()
      },
      { rootMargin: '400px' },
    )
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [loading])
  return (
    <div ref={ref} className="px-3 py-3">
      {loading === 'more' ? (
        <p className="text-label text-ink-muted knot-pulse">Loading older threads…</p>
      ) : (
        <Button onClick={() => void threadList.loadMore()} className="w-full" data-needs-script>
          {loading === 'failed' ? 'Not loaded. Try again' : 'Older threads'}
        </Button>
      )}
    </div>
  )
}
