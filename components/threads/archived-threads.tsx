'use client'

import { clsx } from 'clsx'
import { ArchiveRestore, CheckSquare, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import {
  startTransition,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useSyncExternalStore,
  type MouseEvent,
} from 'react'

import { request } from '@/components/api/request'
import { subscribeLive } from '@/components/live/live-events'
import { deleteThreadsLater } from '@/components/threads/delete-thread'
import { SelectionBar } from '@/components/threads/selection-bar'
import ThreadChoice from '@/components/threads/thread-choice'
import { mostSelected } from '@/components/threads/thread-selection'
import { threadList } from '@/components/threads/thread-list-store'
import { sayWhy } from '@/components/threads/thread-moves'
import { rowFace } from '@/components/threads/thread-row'
import { useDeleteThread } from '@/components/threads/use-delete-thread'
import { Button, buttonClass } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { shownTitle } from '@/lib/core/thread/plain-name'
import type { ThreadList } from '@/lib/core/thread/thread'

const nobodyLeaves: ReadonlySet<string> = new Set()

/** The threads that were put away, each with the way back and the one to get rid of it, alone or several at once. */
export function ArchivedThreads({ list }: { list: ThreadList }) {
  const t = useTranslations('threads')
  const router = useRouter()
  const deleteThread = useDeleteThread()
  const [away, setAway] = useState<ReadonlySet<string>>(new Set())
  const leaving = useSyncExternalStore(
    threadList.subscribe,
    () => threadList.getState().leaving,
    () => nobodyLeaves,
  )
  const [selected, setSelected] = useState<ReadonlySet<string> | null>(null)
  const threads = list.data.filter(
    ({ id }) => !away.has(id) && !leaving.has(id) && !threadList.isGone(id),
  )
  const chosen = threads.map(({ id }) => id).filter((id) => selected?.has(id))
  const hide = (ids: readonly string[]) => setAway((known) => new Set([...known, ...ids]))
  const show = (ids: readonly string[]) =>
    setAway((known) => new Set([...known].filter((id) => !ids.includes(id))))

  const unarchive = async (ids: readonly string[]) => {
    hide(ids)
    try {
      await request('/api/threads/bulk', { method: 'POST', body: { ids, action: 'unarchive' } })
      await Promise.all(ids.map(threadList.look))
    } catch (error) {
      show(ids)
      sayWhy(error)
    }
  }
  const removeChosen = () =>
    deleteThreadsLater(chosen, {
      message: t('selection.deleted', { count: chosen.length }),
      undo: t('selection.undo'),
    })
  const readAnew = useEffectEvent(() =>
    startTransition(() => {
      router.refresh()
      // What was put back here may have been archived again.
      setAway(new Set())
    }),
  )
  useEffect(() => subscribeLive(() => readAnew()), [])
  const finish = (run: () => void) => () => {
    setSelected(null)
    run()
  }
  const toggle = (id: string) =>
    setSelected((known) => {
      const next = new Set(known)
      if (!next.delete(id) && next.size < mostSelected) next.add(id)
      return next
    })

  const part = useRef<HTMLDivElement>(null)
  const isSelecting = selected !== null
  useEffect(() => {
    const { current } = part
    if (!isSelecting || !current) return
    // The button that began it is gone, and when it ends, so is what is here.
    current.querySelector('input')?.focus()
    return () => void requestAnimationFrame(() => current.querySelector('button')?.focus())
  }, [isSelecting])

  const icon = { size: 17, 'aria-hidden': true } as const
  const isNone = chosen.length === 0
  return (
    <div className="flex h-full min-w-0 flex-col">
      <PageHeader title={t('archive.title')} />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-8 sm:px-6">
        <div ref={part} className="max-w-column mx-auto grid grid-cols-1 gap-4">
          {threads.length === 0 && list.next_cursor === null && (
            <p className="text-ink-muted">{t('archive.empty')}</p>
          )}
          {isSelecting ? (
            <SelectionBar
              count={chosen.length}
              shown={threads}
              onChoose={(ids) => setSelected(new Set(ids))}
              onEnd={() => setSelected(null)}
            >
              <IconButton
                label={t('archive.unarchive')}
                icon={<ArchiveRestore {...icon} />}
                disabled={isNone}
                onClick={finish(() => void unarchive(chosen))}
              />
              <IconButton
                label={t('selection.delete')}
                icon={<Trash2 {...icon} />}
                tip="left"
                disabled={isNone}
                onClick={finish(removeChosen)}
              />
            </SelectionBar>
          ) : (
            threads.length > 0 && (
              <Button
                onClick={() => setSelected(new Set())}
                className="justify-self-end"
                data-needs-script
              >
                <CheckSquare size={16} aria-hidden />
                {t('row.select')}
              </Button>
            )
          )}
          <ul className="grid grid-cols-1 gap-1">
            {threads.map((thread) => {
              const { id, last_message_preview: preview } = thread
              const title = shownTitle(thread.title, t('row.untitled'))
              const text = (
                <>
                  <span className="truncate font-medium">
                    <bdi>{title}</bdi>
                  </span>
                  {preview && (
                    <span className="text-label text-ink-muted truncate">
                      <bdi>{preview}</bdi>
                    </span>
                  )}
                </>
              )
              if (isSelecting) {
                return (
                  <li key={id}>
                    <ThreadChoice
                      isSelected={selected.has(id)}
                      className={rowFace}
                      onToggle={() => toggle(id)}
                    >
                      {text}
                    </ThreadChoice>
                  </li>
                )
              }
              return (
                <li key={id} className="flex items-center gap-2">
                  <Link
                    href={`/t/${id}`}
                    className={clsx(rowFace, 'hover:bg-hover -ml-3 flex-col justify-center pr-3')}
                  >
                    {text}
                  </Link>
                  <Button
                    onClick={(event) => {
                      focusBeside(event)
                      void unarchive([id])
                    }}
                    aria-label={t('archive.unarchive_named', { title })}
                    className="shrink-0"
                    data-needs-script
                  >
                    <ArchiveRestore size={16} aria-hidden />
                    <span className="max-sm:sr-only">{t('archive.unarchive')}</span>
                  </Button>
                  <IconButton
                    label={t('archive.delete_named', { title })}
                    icon={<Trash2 size={16} aria-hidden />}
                    tip="none"
                    onClick={(event) => {
                      focusBeside(event)
                      deleteThread(thread)
                    }}
                    data-needs-script
                  />
                </li>
              )
            })}
          </ul>
          {list.next_cursor !== null && (
            <Link
              href={`/archived?cursor=${encodeURIComponent(list.next_cursor)}`}
              className={buttonClass('quiet', 'justify-self-center')}
            >
              {t('archive.older')}
            </Link>
          )}
        </div>
      </div>
    </div>
  )
}

/** Takes the focus out of a row that is about to go, to the one below it or else above it. */
function focusBeside({ currentTarget }: MouseEvent<HTMLElement>) {
  const row = currentTarget.closest('li')
  const beside = row?.nextElementSibling ?? row?.previousElementSibling
  beside?.querySelector('a')?.focus()
}
