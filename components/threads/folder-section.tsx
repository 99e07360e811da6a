'use client'

import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState, type DragEvent, type ReactNode } from 'react'

import { explain } from '@/components/api/explain'
import { folderStore } from '@/components/threads/folder-store'
import { threadList } from '@/components/threads/thread-list-store'
import { moveThreads, sayWhy, threadDragType } from '@/components/threads/thread-moves'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { lazySoon } from '@/components/ui/lazy-soon'
import { Menu } from '@/components/ui/menu'
import type { Folder } from '@/lib/core/thread/folder'

const FolderActions = lazySoon(() => import('@/components/threads/folder-actions'))
const RenameThread = lazySoon(() => import('@/components/threads/rename-thread'))

/** A folder of the list; threads can be dragged into it. */
export default function FolderSection({
  folder,
  isOpen,
  place,
  isLast,
  children,
}: {
  folder: Folder
  isOpen: boolean
  /** Among the folders, from 1 on. */
  place: number
  isLast: boolean
  /** Its threads; null when none are known. */
  children: ReactNode
}) {
  const t = useTranslations('threads.folder')
  const [isRenaming, setRenaming] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [isTarget, setTarget] = useState(false)
  // Where its older threads begin; null: there are none, undefined: not known yet.
  const [older, setOlder] = useState<string | null>()
  const { id, name } = folder

  useEffect(() => {
    if (!isOpen) return
    threadList
      .loadFolder(id)
      .then((cursor) => setOlder((known) => (known === undefined ? cursor : known)))
      .catch(sayWhy)
  }, [isOpen, id])

  const change = (body: { name?: string; position?: number }) =>
    void folderStore.change(id, body).catch(sayWhy)
  const rename = (next: string) => {
    setRenaming(false)
    if (next !== '' && next !== name) change({ name: next })
  }
  const remove = async (): Promise<string | null> => {
    try {
      await folderStore.remove(id)
      threadList.leaveFolder(id)
      return null
    } catch (error) {
      return explain(error)
    }
  }
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(threadDragType)) return
    event.preventDefault()
    setTarget(true)
  }
  const drop = (event: DragEvent) => {
    setTarget(false)
    const thread = event.dataTransfer.getData(threadDragType)
    if (thread !== '') void moveThreads([thread], id)
  }

  return (
    <section
      aria-label={name}
      onDragOver={over}
      onDragLeave={() => setTarget(false)}
      onDrop={drop}
      className={clsx('rounded-md', isTarget && 'bg-accent-soft')}
    >
      {isRenaming ? (
        <div data-list-row="" className="coarse:min-h-11 min-h-9">
          <RenameThread title={name} label={t('name')} onDone={rename} />
        </div>
      ) : (
        <div data-list-row="" className="group/row hover:bg-hover flex items-center rounded-md">
          <h2 className="min-w-0 flex-1">
            <button
              type="button"
              aria-expanded={isOpen}
              onClick={() => folderStore.setOpen(id, !isOpen)}
              className="text-body coarse:min-h-11 flex min-h-9 w-full items-center gap-2 rounded-md px-2 text-left font-medium -outline-offset-2"
              data-needs-script
            >
              <ChevronRight
                size={15}
                aria-hidden
                className={clsx(
                  'text-ink-muted shrink-0 transition-transform',
                  isOpen && 'rotate-90',
                )}
              />
              <span className="min-w-0 truncate">
                <bdi>{name}</bdi>
              </span>
            </button>
          </h2>
          <Menu
            label={t('actions', { name })}
            className="mr-1 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-fine:opacity-0"
          >
            <FolderActions
              isFirst={place === 1}
              isLast={isLast}
              onRename={() => setRenaming(true)}
              onMove={(step) => change({ position: place + step })}
              onDelete={() => setAsking(true)}
            />
          </Menu>
        </div>
      )}
      {isOpen && (
        <div className="border-line mb-1 ml-3.5 border-l pl-1">
          {children ??
            (older !== undefined && (
              <p className="text-label text-ink-muted px-3 py-1.5">{t('empty')}</p>
            ))}
          {older && (
            <Button
              onClick={() => void threadList.loadFolder(id, older).then(setOlder, sayWhy)}
              className="m-1"
            >
              {t('older')}
            </Button>
          )}
        </div>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('delete_title', { name })}
          action={t('delete')}
          onConfirm={remove}
          onClose={() => setAsking(false)}
        >
          <p>{t('delete_text')}</p>
        </ConfirmDialog>
      )}
    </section>
  )
}
