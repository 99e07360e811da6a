'use client'

import { clsx } from 'clsx'
import { FileJson, FileText, Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { explain } from '@/components/api/request'
import { deleteThreadLater } from '@/components/threads/delete-thread'
import { RenameThread } from '@/components/threads/rename-thread'
import { threadList } from '@/components/threads/thread-list-store'
import { downloadThread } from '@/components/transfer/download-thread'
import { Menu } from '@/components/ui/menu'
import { toastStore } from '@/components/ui/toast-store'
import type { ThreadListItem } from '@/lib/core/thread/thread'

export type ThreadRowProps = { thread: ThreadListItem; isCurrent: boolean; isUntitled: boolean }

/** A thread in the list: where it leads, and what can be done with it. */
export function ThreadRow({ thread, isCurrent, isUntitled }: ThreadRowProps) {
  const router = useRouter()
  const [isRenaming, setRenaming] = useState(false)
  // A title that comes later takes no line away, so that the rows below stay where they are.
  const [hasPreview] = useState(isUntitled)
  const { id, title, last_message_preview: preview } = thread

  const rename = (next: string) => {
    setRenaming(false)
    if (next === '' || next === title) return
    threadList.rename(id, next).catch((error) => toastStore.show({ message: explain(error) }))
  }

  const remove = () => {
    deleteThreadLater(id, title, () => isCurrent && router.push(`/t/${id}`))
    if (isCurrent) router.push('/')
  }

  if (isRenaming) {
    return (
      <li>
        <RenameThread title={title} onDone={rename} />
      </li>
    )
  }
  return (
    <li
      className={clsx(
        'group/row relative flex items-center rounded-md',
        isCurrent ? 'bg-hover' : 'hover:bg-hover',
      )}
    >
      <Link
        href={`/t/${id}`}
        prefetch={false}
        aria-current={isCurrent ? 'page' : undefined}
        className="text-body coarse:min-h-11 flex min-h-9 min-w-0 flex-1 flex-col justify-center rounded-md py-1.5 pl-3 -outline-offset-2"
      >
        <span className="truncate">
          <bdi>{title}</bdi>
        </span>
        {hasPreview && preview && (
          <span className="text-label text-ink-muted truncate">
            <bdi>{preview}</bdi>
          </span>
        )}
      </Link>
      <Menu
        label={`Actions for ${title}`}
        className="mr-1 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-fine:opacity-0"
        items={[
          {
            label: 'Rename',
            icon: <Pencil size={15} aria-hidden />,
            run: () => setRenaming(true),
          },
          {
            label: 'Export as Markdown',
            icon: <FileText size={15} aria-hidden />,
            run: () => downloadThread(id, 'markdown'),
          },
          {
            label: 'Export as JSON',
            icon: <FileJson size={15} aria-hidden />,
            run: () => downloadThread(id, 'json'),
          },
          {
            label: 'Delete',
            icon: <Trash2 size={15} aria-hidden />,
            isDangerous: true,
            run: remove,
          },
        ]}
      />
    </li>
  )
}
