'use client'

import { Archive, CheckCheck, Download, FolderInput, Pin, Trash2, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { archiveThreads } from '@/components/threads/archive-threads'
import { deleteThreadsLater } from '@/components/threads/delete-thread'
import { focusRow } from '@/components/threads/row-focus'
import { threadDialogs } from '@/components/threads/thread-dialogs'
import { changeThreads } from '@/components/threads/thread-moves'
import { threadSelection } from '@/components/threads/thread-selection'
import { downloadThreads } from '@/components/transfer/download-thread'
import { drawer } from '@/components/ui/drawer'
import { IconButton } from '@/components/ui/icon-button'
import { useBackCloses } from '@/components/ui/use-back-closes'
import type { ThreadListItem } from '@/lib/core/thread/thread'

/** As many as the API changes at once. */
const most = 200

/** What can be done with the threads that are chosen. */
export default function SelectionBar({
  ids,
  shown,
}: {
  ids: readonly string[]
  /** The threads that the list shows, which can be chosen all at once. */
  shown: readonly ThreadListItem[]
}) {
  const t = useTranslations('threads.selection')
  const count = ids.length
  const isNone = count === 0
  const icon = { size: 17, 'aria-hidden': true } as const

  const [begun] = useState(ids[0])
  useEffect(() => {
    // The menu that began it is gone, and when it ends, so is what is here.
    document.querySelector<HTMLElement>('nav li input:checked')?.focus()
    return () => focusRow(begun)
  }, [begun])

  useBackCloses(() => {
    threadSelection.end()
    return true
  })
  // What cannot be seen must not take a step of the way back.
  useEffect(() => {
    const leave = drawer.subscribe(() => drawer.getState() || threadSelection.end())
    return () => void leave()
  }, [])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) threadSelection.end()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  const finish = (run: () => void) => () => {
    threadSelection.end()
    run()
  }
  return (
    <div
      role="toolbar"
      aria-label={t('label')}
      className="bg-surface border-line shadow-raised sticky top-0 z-20 mb-2 flex flex-wrap items-center rounded-md border p-1"
    >
      <span className="text-label min-w-0 flex-1 truncate px-2 font-medium" role="status">
        {t('count', { count })}
      </span>
      <IconButton
        label={t('all')}
        icon={<CheckCheck {...icon} />}
        onClick={() => threadSelection.begin(...shown.slice(0, most).map(({ id }) => id))}
      />
      <IconButton
        label={t('pin')}
        icon={<Pin {...icon} />}
        disabled={isNone}
        onClick={finish(
          () => void changeThreads(ids, { action: 'pin', changed: { pinned: true } }),
        )}
      />
      <IconButton
        label={t('move')}
        icon={<FolderInput {...icon} />}
        disabled={isNone}
        onClick={() => threadDialogs.open({ kind: 'move', ids })}
      />
      <IconButton
        label={t('archive')}
        icon={<Archive {...icon} />}
        disabled={isNone}
        onClick={finish(() =>
          archiveThreads(ids, { message: t('archived', { count }), undo: t('undo') }),
        )}
      />
      <IconButton
        label={t('export')}
        icon={<Download {...icon} />}
        disabled={isNone}
        onClick={finish(() => downloadThreads(ids))}
      />
      <IconButton
        label={t('delete')}
        icon={<Trash2 {...icon} />}
        tip="left"
        disabled={isNone}
        onClick={finish(() =>
          deleteThreadsLater(ids, { message: t('deleted', { count }), undo: t('undo') }),
        )}
      />
      <IconButton
        label={t('end')}
        icon={<X {...icon} />}
        tip="left"
        onClick={threadSelection.end}
      />
    </div>
  )
}
