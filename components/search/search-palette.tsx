'use client'

import { Archive, CornerDownRight, MessageSquare, Search, User } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'

import { goToPlace } from '@/components/chat/go-to-place'
import { useActiveOption } from '@/components/models/use-active-option'
import { Highlighted } from '@/components/search/highlighted'
import { PaletteOption } from '@/components/search/palette-option'
import { usePaletteActions } from '@/components/search/use-palette-actions'
import { useSearch } from '@/components/search/use-search'
import { runShortcut } from '@/components/shortcuts/shortcut-handlers'
import { drawer } from '@/components/ui/drawer'
import { allThreads, threadList } from '@/components/threads/thread-list-store'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { shownTitle } from '@/lib/core/thread/plain-name'
import type { FoundMessage, FoundThread } from '@/lib/core/search/search'

type Option = { id: string; run: () => void; content: ReactNode }
type Group = { label: string; options: Option[] }

const mostRecent = 8

/** Finds threads and messages, and does what can be done from anywhere. */
export default function SearchPalette({ onClose }: { onClose: () => void }) {
  const t = useTranslations('search')
  const untitled = useTranslations('threads.row')('untitled')
  const router = useRouter()
  const go = (path: string) => {
    goToPlace(path, router.push)
    drawer.close()
    onClose()
  }
  const actions = usePaletteActions()
  const [typed, setTyped] = useState('')
  const { result, query, isLoading, failure, loadMore } = useSearch(typed)
  const isEmpty = typed.trim() === ''

  const threadOption = (
    { id, title, archived }: { id: string; title: string; archived: boolean },
    content: ReactNode,
  ): Option => ({
    id: `thread:${id}`,
    run: () => go(`/t/${id}`),
    content: (
      <>
        <MessageSquare size={16} aria-hidden className="text-ink-muted shrink-0" />
        <span className="min-w-0 flex-1 truncate">{content ?? title}</span>
        {archived && <ArchivedMark />}
      </>
    ),
  })

  const matching = actions.filter(({ label }) =>
    label.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase()),
  )
  const groups: Group[] = [
    {
      label: t('recent'),
      options: isEmpty
        ? allThreads(threadList.getState())
            .filter(({ id }) => !threadList.getState().leaving.has(id))
            .slice(0, mostRecent)
            .map((thread) => threadOption(thread, <bdi>{shownTitle(thread.title, untitled)}</bdi>))
        : [],
    },
    {
      label: t('threads'),
      options: (result?.threads ?? []).map((thread) =>
        threadOption(thread, <FoundTitle {...thread} />),
      ),
    },
    {
      label: t('messages'),
      options: [
        ...(result?.messages ?? []).map((message) => ({
          id: `message:${message.id}`,
          run: () => go(`/t/${message.thread_id}?message=${message.id}`),
          content: <MessageHit message={message} />,
        })),
        ...(result?.next_cursor
          ? [{ id: 'more', run: loadMore, content: <MoreHits isLoading={isLoading} /> }]
          : []),
      ],
    },
    {
      label: t('actions'),
      options: matching.map(({ id, label, icon, leadsTo, shortcut }) => ({
        id,
        run: () => {
          if (leadsTo) return go(leadsTo)
          drawer.close()
          onClose()
          if (shortcut) runShortcut(shortcut)
        },
        content: (
          <>
            {icon}
            {label}
          </>
        ),
      })),
    },
  ].filter(({ options }) => options.length > 0)

  const options = groups.flatMap((group) => group.options)
  // What was found for other words is not what Enter means.
  const isOutdated = query !== typed.trim()
  const { active, onKeyDown, idOf } = useActiveOption({
    ids: options.map(({ id }) => id),
    initial: null,
    onChoose: (id) => (isOutdated && hits > 0) || options.find((option) => option.id === id)?.run(),
  })
  const hits = (result?.threads.length ?? 0) + (result?.messages.length ?? 0)
  const isUnfound = result !== null && hits === 0 && !isLoading

  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      className="max-sm:h-[var(--seen)] max-sm:max-h-[var(--seen)]! max-sm:rounded-none! sm:mt-[10dvh]! sm:mb-auto! max-sm:[&>div]:pt-[env(safe-area-inset-top)]"
    >
      <div className="px-2 pb-2">
        <label className="border-line-strong bg-canvas focus-within:outline-accent flex items-center gap-2.5 rounded-md border px-3 focus-within:outline-2">
          <Search size={16} className="text-ink-muted shrink-0" aria-hidden />
          <span className="sr-only">{t('field')}</span>
          <input
            role="combobox"
            aria-expanded
            aria-controls="search-options"
            aria-activedescendant={active === null ? undefined : idOf(active)}
            aria-autocomplete="list"
            data-autofocus
            type="search"
            enterKeyHint="go"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            placeholder={t('placeholder')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
            className="text-reading placeholder:text-ink-muted coarse:h-11 h-10 min-w-0 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
          />
        </label>
      </div>
      <div
        role="listbox"
        id="search-options"
        aria-label={t('results')}
        aria-busy={isLoading}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-3 -outline-offset-2 sm:h-[26rem] sm:flex-initial"
      >
        {groups.map(({ label, options: lines }) => (
          <div key={label} role="group" aria-label={label} className="pt-2">
            <div role="presentation" className="text-caption text-ink-muted px-3 pb-1 font-medium">
              {label}
            </div>
            {lines.map(({ id, run, content }) => (
              <PaletteOption key={id} id={idOf(id)} isActive={id === active} onChoose={run}>
                {content}
              </PaletteOption>
            ))}
          </div>
        ))}
        {isLoading && hits === 0 && <HitSkeleton label={t('loading')} />}
      </div>
      {(failure ?? isUnfound) && (
        <p
          role={failure ? 'alert' : undefined}
          className="border-line text-ink-muted text-body border-t px-5 py-3 [overflow-wrap:anywhere]"
        >
          {failure ?? t('nothing', { query })}
        </p>
      )}
      <p role="status" className="sr-only">
        {result && !isLoading ? t('count', { count: hits }) : ''}
      </p>
    </Dialog>
  )
}

/** What was found is in the title that is stored. */
function FoundTitle({ title, highlights }: FoundThread) {
  const shown = shownTitle(title, useTranslations('threads.row')('untitled'))
  return <Highlighted text={shown} places={shown === title ? highlights : []} />
}

function MessageHit({ message }: { message: FoundMessage }) {
  const t = useTranslations('search')
  const untitled = useTranslations('threads.row')('untitled')
  const format = useFormatter()
  const isQuestion = message.role === 'user'
  const Icon = isQuestion ? User : CornerDownRight
  return (
    <>
      <Icon size={16} aria-hidden className="text-ink-muted mt-1 shrink-0 self-start" />
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 [overflow-wrap:anywhere]">
          <span className="sr-only">{isQuestion ? t('yours') : t('answer')} </span>
          <Highlighted text={message.snippet} places={message.highlights} />
        </span>
        <span className="text-label text-ink-muted flex gap-2">
          <span className="min-w-0 truncate">
            <bdi>{shownTitle(message.thread_title, untitled)}</bdi>
          </span>
          <time dateTime={message.created_at} className="ml-auto shrink-0">
            {format.dateTime(new Date(message.created_at), { dateStyle: 'medium' })}
          </time>
        </span>
      </span>
      {message.archived && <ArchivedMark />}
    </>
  )
}

function ArchivedMark() {
  const t = useTranslations('search')
  return (
    <span className="text-caption text-ink-muted flex shrink-0 items-center gap-1">
      <Archive size={13} aria-hidden />
      {t('archived')}
    </span>
  )
}

function MoreHits({ isLoading }: { isLoading: boolean }) {
  const t = useTranslations('search')
  return <span className="text-ink-muted">{isLoading ? t('loading') : t('more')}</span>
}

function HitSkeleton({ label }: { label: string }) {
  return (
    <div role="presentation" className="grid gap-4 px-3 py-3">
      <span className="sr-only">{label}</span>
      {Array.from({ length: 5 }, (_, index) => (
        <span key={index} className="grid gap-2">
          <Skeleton className="h-4 w-11/12" />
          <Skeleton className="h-3 w-1/3" />
        </span>
      ))}
    </div>
  )
}
