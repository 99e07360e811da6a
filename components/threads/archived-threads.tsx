'use client'

import { ArchiveRestore, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { request } from '@/components/api/request'
import { threadList } from '@/components/threads/thread-list-store'
import { sayWhy } from '@/components/threads/thread-moves'
import { useDeleteThread } from '@/components/threads/use-delete-thread'
import { Button, buttonClass } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { shownTitle } from '@/lib/core/thread/plain-name'
import type { ThreadList, ThreadListItem } from '@/lib/core/thread/thread'

/** The threads that were put away, each with the way back and the one to get rid of it. */
export function ArchivedThreads({ list }: { list: ThreadList }) {
  const t = useTranslations('threads.archive')
  const untitled = useTranslations('threads.row')('untitled')
  const router = useRouter()
  const deleteThread = useDeleteThread()
  const [away, setAway] = useState<ReadonlySet<string>>(new Set())
  const threads = list.data.filter(({ id }) => !away.has(id))
  const hide = (id: string) => setAway((known) => new Set(known).add(id))
  const show = (id: string) =>
    setAway((known) => new Set([...known].filter((other) => other !== id)))

  const unarchive = async (id: string) => {
    hide(id)
    try {
      await request(`/api/threads/${id}`, { method: 'PATCH', body: { archived: false } })
      await threadList.look(id)
      router.refresh()
    } catch (error) {
      show(id)
      sayWhy(error)
    }
  }

  const remove = (thread: ThreadListItem) => {
    hide(thread.id)
    deleteThread(thread, () => show(thread.id))
  }

  return (
    <div className="flex h-full min-w-0 flex-col">
      <PageHeader title={t('title')} />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-8 sm:px-6">
        <div className="max-w-column mx-auto grid gap-4">
          {threads.length === 0 && <p className="text-ink-muted">{t('empty')}</p>}
          <ul className="grid gap-1">
            {threads.map((thread) => {
              const { id, last_message_preview: preview } = thread
              const title = shownTitle(thread.title, untitled)
              return (
                <li key={id} className="flex items-center gap-2">
                  <Link
                    href={`/t/${id}`}
                    className="hover:bg-hover -ml-3 grid min-h-11 min-w-0 flex-1 content-center rounded-md px-3 py-2 [&>*]:min-w-0"
                  >
                    <span className="truncate font-medium">
                      <bdi>{title}</bdi>
                    </span>
                    {preview && (
                      <span className="text-label text-ink-muted truncate">
                        <bdi>{preview}</bdi>
                      </span>
                    )}
                  </Link>
                  <Button
                    onClick={() => void unarchive(id)}
                    aria-label={t('unarchive_named', { title })}
                    className="shrink-0"
                    data-needs-script
                  >
                    <ArchiveRestore size={16} aria-hidden />
                    <span className="max-sm:sr-only">{t('unarchive')}</span>
                  </Button>
                  <IconButton
                    label={t('delete_named', { title })}
                    icon={<Trash2 size={16} aria-hidden />}
                    tip="none"
                    onClick={() => remove(thread)}
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
              {t('older')}
            </Link>
          )}
        </div>
      </div>
    </div>
  )
}
