'use client'

import { useLocale, useTranslations } from 'next-intl'
import { usePathname } from 'next/navigation'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type DragEvent } from 'react'

import { folderStore, type FolderState } from '@/components/threads/folder-store'
import { hideDeletedOnLeaving } from '@/components/threads/deleted-on-leaving'
import { dayLabel, groupByDay, type Day } from '@/components/threads/group-by-day'
import {
  allThreads,
  threadList,
  type ThreadListState,
} from '@/components/threads/thread-list-store'
import { moveThreads, threadDragType } from '@/components/threads/thread-moves'
import { ThreadRow } from '@/components/threads/thread-row'
import { threadSelection } from '@/components/threads/thread-selection'
import { useToday } from '@/components/threads/use-today'
import { Button } from '@/components/ui/button'
import { lazySoon } from '@/components/ui/lazy-soon'
import type { Folder } from '@/lib/core/thread/folder'
import type { ThreadList as Page, ThreadListItem } from '@/lib/core/thread/thread'

const FolderSection = lazySoon(() => import('@/components/threads/folder-section'))
const ListKeys = lazySoon(() => import('@/components/threads/list-keys'))
const SharedWithMeLink = lazySoon(() => import('@/components/sharing/shared-with-me-link'))
const ListSelection = lazySoon(() => import('@/components/threads/list-selection'))

export type ThreadListProps = {
  initial: Page
  /** Pinned threads, and those of open folders. */
  others: readonly ThreadListItem[]
  folders: readonly Folder[]
  openFolders: readonly string[]
  /** The day as far as the server knows, and how it calls the days of the threads. */
  guess: Day & { labels: Readonly<Record<string, string>> }
  /** Whether other members share threads. */
  hasShared: boolean
}

/** All threads: the pinned ones, folders, then the most recently active first, by day. */
export function ThreadList(props: ThreadListProps) {
  const { guess, hasShared } = props
  const t = useTranslations('threads.list')
  const days = useTranslations('threads.days')
  const locale = useLocale()
  const state = useThreadList(props)
  const { folders, open } = useFolders(props)
  const selected = useSyncExternalStore(
    threadSelection.subscribe,
    threadSelection.getState,
    () => null,
  )
  const day = useToday(guess)
  const isAsGuessed = day.timeZone === guess.timeZone && day.today === guess.today
  const labels = isAsGuessed ? guess.labels : {}
  const path = usePathname()
  const current = path.match(/^\/t\/([^/]+)/)?.[1]
  const threads = allThreads(state).filter(({ id }) => !state.leaving.has(id))
  const folderIds = new Set(folders.map(({ id }) => id))
  const folderOf = ({ folder_id: id }: ThreadListItem) =>
    id !== null && folderIds.has(id) ? id : null
  const pinned = threads.filter((thread) => thread.pinned)
  const loose = threads.filter((thread) => !thread.pinned)
  // What lies between what is loaded and what was loaded otherwise is not known.
  const oldest = state.nextCursor === null ? '' : (state.threads.at(-1)?.last_activity_at ?? '')
  const groups = groupByDay(
    loose.filter((thread) => folderOf(thread) === null && thread.last_activity_at >= oldest),
    ({ last_activity_at: at }) => labels[at] ?? dayLabel(at, { ...day, t: days, locale }),
  )
  const inFolder = (id: string) => loose.filter((thread) => folderOf(thread) === id)
  const shown = [
    ...pinned,
    ...folders.flatMap(({ id }) => (open.has(id) ? inFolder(id) : [])),
    ...groups.flatMap(({ items }) => items),
  ]
  const rows = (items: readonly ThreadListItem[]) => (
    <ul>
      {items.map((thread) => (
        <ThreadRow
          key={thread.id}
          thread={thread}
          isCurrent={thread.id === current}
          isSelected={selected && selected.has(thread.id)}
        />
      ))}
    </ul>
  )
  const isEmpty = threads.length === 0 && folders.length === 0 && state.nextCursor === null
  return (
    <>
      <ListKeys shown={shown} current={current} />
      {selected && (
        <ListSelection ids={[...selected].filter((id) => !state.leaving.has(id))} shown={shown} />
      )}
      {hasShared && <SharedWithMeLink isCurrent={path === '/shared-with-me'} />}
      {isEmpty && <p className="text-label text-ink-muted px-3 py-2">{t('empty')}</p>}
      {pinned.length > 0 && (
        <section aria-label={t('pinned')} className="pb-3">
          <GroupHeading label={t('pinned')} />
          {rows(pinned)}
        </section>
      )}
      {folders.length > 0 && (
        <div className="pb-3">
          {folders.map((folder, index) => {
            const within = inFolder(folder.id)
            return (
              <FolderSection
                key={folder.id}
                folder={folder}
                isOpen={open.has(folder.id)}
                place={index + 1}
                isLast={index === folders.length - 1}
              >
                {within.length > 0 ? rows(within) : null}
              </FolderSection>
            )
          })}
        </div>
      )}
      <div onDragOver={allowDrop} onDrop={dropOutside}>
        {groups.map(({ label, items }) => (
          <section key={label} aria-label={label} className="pb-3">
            <GroupHeading label={label} />
            {rows(items)}
          </section>
        ))}
      </div>
      {state.nextCursor !== null && <MoreThreads loading={state.loading} />}
    </>
  )
}

function allowDrop(event: DragEvent) {
  if (event.dataTransfer.types.includes(threadDragType)) event.preventDefault()
}

function dropOutside(event: DragEvent) {
  const id = event.dataTransfer.getData(threadDragType)
  if (id !== '') void moveThreads([id], null)
}

function GroupHeading({ label }: { label: string }) {
  return (
    <h2 className="text-caption text-ink-muted bg-sunken sticky top-0 z-10 px-3 pt-2 pb-1 font-medium">
      {label}
    </h2>
  )
}

function useThreadList({ initial, others }: ThreadListProps): ThreadListState {
  useState(() => {
    // Before the first look at the store, so that no empty list flashes up.
    if (typeof window === 'undefined') return
    threadList.seed(initial, others)
    void hideDeletedOnLeaving()
  })
  const seeded = useRef(initial)
  useEffect(() => {
    if (seeded.current !== initial) threadList.seed(initial, others)
    seeded.current = initial
  }, [initial, others])
  const rendered = useMemo<ThreadListState>(
    () => ({
      threads: initial.data,
      nextCursor: initial.next_cursor,
      loading: 'idle',
      others,
      leaving: new Set(),
    }),
    [initial, others],
  )
  return useSyncExternalStore(threadList.subscribe, threadList.getState, () => rendered)
}

function useFolders({ folders, openFolders }: ThreadListProps): FolderState {
  useState(() => {
    if (typeof window !== 'undefined') folderStore.seed(folders, openFolders)
  })
  const rendered = useMemo(() => ({ folders, open: new Set(openFolders) }), [folders, openFolders])
  return useSyncExternalStore(folderStore.subscribe, folderStore.getState, () => rendered)
}

function MoreThreads({ loading }: { loading: ThreadListState['loading'] }) {
  const t = useTranslations('threads.list')
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
        <p className="text-label text-ink-muted">{t('loading')}</p>
      ) : (
        <Button onClick={() => void threadList.loadMore()} className="w-full" data-needs-script>
          {loading === 'failed' ? t('failed') : t('older')}
        </Button>
      )}
    </div>
  )
}
