'use client'

import { Archive, Download, FolderInput, Pin, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'

import { archiveThreads } from '@/components/threads/archive-threads'
import { deleteThreadsLater } from '@/components/threads/delete-thread'
import { focusRow } from '@/components/threads/row-focus'
import { SelectionBar } from '@/components/threads/selection-bar'
import { threadDialogs } from '@/components/threads/thread-dialogs'
import { changeThreads } from '@/components/threads/thread-moves'
import { threadSelection } from '@/components/threads/thread-selection'
import { downloadThreads } from '@/components/transfer/download-thread'
import { drawer } from '@/components/ui/drawer'
import { IconButton } from '@/components/ui/icon-button'
import type { ThreadListItem } from '@/lib/core/thread/thread'

/** What can be done with the threads that are chosen in the list. */
export default function ListSelection({
  ids,
  shown,
}: {
  ids: readonly string[]
  shown: readonly ThreadListItem[]
}) {
  const t = useTranslations('threads.selection')
  const count = ids.length
  const isNone = count === 0
  const icon = { size: 17, 'aria-hidden': true } as const

  const [begun] = useState(ids[0])
  // When it ends, what is here is gone.
  useEffect(() => () => focusRow(begun), [begun])

  // What cannot be seen must not take a step of the way back.
  useEffect(() => {
    const leave = drawer.subscribe(() => drawer.getState() || threadSelection.end())
    return () => void leave()
  }, [])

  const router = useRouter()
  const path = usePathname()
  const remove = () => {
    const isOpen = ids.some((id) => path === `/t/${id}`)
    deleteThreadsLater(ids, {
      message: t('deleted', { count }),
      undo: t('undo'),
      onUndo: () => isOpen && router.push(path),
    })
    if (isOpen) router.push('/')
  }
  const finish = (run: () => void) => () => {
    threadSelection.end()
    run()
  }
  return (
    <SelectionBar
      {...{ count, shown }}
      onChoose={(all) => threadSelection.begin(...all)}
      onEnd={threadSelection.end}
    >
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
        onClick={finish(remove)}
      />
    </SelectionBar>
  )
}
