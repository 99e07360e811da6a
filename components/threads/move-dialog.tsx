'use client'

import { Folder, FolderPlus, FolderX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState, useSyncExternalStore, type FormEvent, type ReactNode } from 'react'

import { explain } from '@/components/api/explain'
import { folderStore } from '@/components/threads/folder-store'
import { refocusRow } from '@/components/threads/row-focus'
import { knownThread } from '@/components/threads/thread-list-store'
import { moveThreads } from '@/components/threads/thread-moves'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { fieldClass } from '@/components/ui/field-class'
import { FormNote } from '@/components/ui/form-note'

/** Chooses the folder that threads go to, or makes one. */
export default function MoveDialog({
  ids,
  onMoved,
  onClose,
}: {
  ids: readonly string[]
  onMoved: () => void
  onClose: () => void
}) {
  const t = useTranslations('threads.move')
  const { folders } = useSyncExternalStore(folderStore.subscribe, folderStore.getState)
  const [problem, setProblem] = useState<string | null>(null)
  const isMaking = useRef(false)
  const present = new Set(ids.map((id) => knownThread(id)?.folder_id ?? null))
  const isIn = (id: string | null) => present.size === 1 && present.has(id)

  const move = (folderId: string | null) => {
    onClose()
    onMoved()
    void moveThreads(ids, folderId)
    if (folderId !== null) folderStore.setOpen(folderId, true)
    if (ids[0] !== undefined) refocusRow(ids[0])
  }
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = new FormData(event.currentTarget).get('name')
    if (typeof name !== 'string' || name.trim() === '' || isMaking.current) return
    isMaking.current = true
    try {
      move((await folderStore.create(name)).id)
    } catch (error) {
      setProblem(explain(error))
    }
    isMaking.current = false
  }

  return (
    <Dialog title={t('title', { count: ids.length })} onClose={onClose} className="sm:max-w-sm!">
      <ul className="min-h-0 overflow-y-auto px-2">
        {folders.map(({ id, name }) => (
          <li key={id}>
            <Choice
              icon={<Folder size={16} aria-hidden />}
              isChosen={isIn(id)}
              onChoose={() => move(id)}
            >
              <bdi>{name}</bdi>
            </Choice>
          </li>
        ))}
        {!isIn(null) && (
          <li>
            <Choice icon={<FolderX size={16} aria-hidden />} onChoose={() => move(null)}>
              {t('none')}
            </Choice>
          </li>
        )}
      </ul>
      <form onSubmit={(event) => void create(event)} className="grid gap-2 px-5 pt-3 pb-5">
        <FormNote message={problem} />
        <label htmlFor="new-folder" className="text-label font-medium">
          {t('new')}
        </label>
        <span className="flex gap-2">
          <input
            id="new-folder"
            name="name"
            maxLength={100}
            required
            autoComplete="off"
            data-autofocus={folders.length === 0 || undefined}
            className={fieldClass()}
          />
          <Button type="submit" look="primary" className="h-11!">
            <FolderPlus size={16} aria-hidden />
            {t('create')}
          </Button>
        </span>
      </form>
    </Dialog>
  )
}

function Choice({
  icon,
  isChosen = false,
  onChoose,
  children,
}: {
  icon: ReactNode
  isChosen?: boolean
  onChoose: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-current={isChosen || undefined}
      onClick={onChoose}
      className="text-body hover:bg-hover aria-[current]:bg-hover coarse:min-h-11 flex min-h-10 w-full items-center gap-3 rounded-md px-3 text-left -outline-offset-2"
    >
      {icon}
      <span className="min-w-0 truncate">{children}</span>
    </button>
  )
}
