'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { memo, useState, type DragEvent } from 'react'

import { sayWhy, threadDragType } from '@/components/threads/thread-moves'
import { threadList } from '@/components/threads/thread-list-store'
import { threadSelection } from '@/components/threads/thread-selection'
import { lazySoon } from '@/components/ui/lazy-soon'
import { Link } from '@/components/ui/link'
import { Menu } from '@/components/ui/menu'
import { defaultTitle, shownTitle } from '@/lib/core/thread/plain-name'
import type { ThreadListItem } from '@/lib/core/thread/thread'

const RenameThread = lazySoon(() => import('@/components/threads/rename-thread'))
const ThreadActions = lazySoon(() => import('@/components/threads/thread-actions'))
const ThreadChoice = lazySoon(() => import('@/components/threads/thread-choice'))

/** What of a thread's row is pressed. */
export const rowFace =
  'text-body coarse:min-h-11 flex min-h-9 min-w-0 flex-1 rounded-md py-1.5 pl-3 -outline-offset-2'

export type ThreadRowProps = {
  thread: ThreadListItem
  isCurrent: boolean
  /** Null: no threads are being chosen. */
  isSelected: boolean | null
}

/** A thread in the list: where it leads, and what can be done with it. */
export const ThreadRow = memo(function ThreadRow({
  thread,
  isCurrent,
  isSelected,
}: ThreadRowProps) {
  const t = useTranslations('threads.row')
  const [isRenaming, setRenaming] = useState(false)
  // A title that comes later takes no line away, so that the rows below stay where they are.
  const [hasPreview] = useState(thread.title === defaultTitle)
  const { id, last_message_preview: preview } = thread
  const title = shownTitle(thread.title, t('untitled'))

  const rename = (next: string) => {
    setRenaming(false)
    if (next === '' || next === title) return
    threadList.change(id, { title: next }).catch(sayWhy)
  }
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData(threadDragType, id)
    event.dataTransfer.effectAllowed = 'move'
  }

  if (isRenaming) {
    return (
      <li data-list-row="" className="coarse:min-h-11 min-h-9">
        <RenameThread title={title} label={t('title')} onDone={rename} />
      </li>
    )
  }
  const text = (
    <>
      <span className="truncate">
        <bdi>{title}</bdi>
      </span>
      {hasPreview && preview && (
        <span className="text-label text-ink-muted truncate">
          <bdi>{preview}</bdi>
        </span>
      )}
    </>
  )
  if (isSelected !== null) {
    return (
      <li data-list-row="">
        <ThreadChoice
          isSelected={isSelected}
          className={rowFace}
          onToggle={() => threadSelection.toggle(id)}
        >
          {text}
        </ThreadChoice>
      </li>
    )
  }
  return (
    <li
      data-list-row=""
      className={clsx(
        'group/row relative flex items-center rounded-md',
        isCurrent ? 'bg-hover' : 'hover:bg-hover',
      )}
    >
      <Link
        href={`/t/${id}`}
        draggable
        onDragStart={drag}
        aria-current={isCurrent ? 'page' : undefined}
        className={`${rowFace} flex-col justify-center`}
      >
        {text}
      </Link>
      <Menu
        label={t('actions', { title })}
        className="mr-1 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-fine:opacity-0"
      >
        <ThreadActions {...{ thread, isCurrent }} onRename={() => setRenaming(true)} />
      </Menu>
    </li>
  )
})
