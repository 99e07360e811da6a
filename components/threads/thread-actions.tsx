'use client'

import {
  Archive,
  CheckSquare,
  FileJson,
  FileText,
  FolderInput,
  Pencil,
  Pin,
  PinOff,
  Share2,
  Trash2,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'

import { archiveThreads } from '@/components/threads/archive-threads'
import { focusBeside, focusRow } from '@/components/threads/row-focus'
import { threadDialogs } from '@/components/threads/thread-dialogs'
import { changeThreads } from '@/components/threads/thread-moves'
import { threadSelection } from '@/components/threads/thread-selection'
import { useDeleteThread } from '@/components/threads/use-delete-thread'
import { downloadThread } from '@/components/transfer/download-thread'
import { MenuItems, type MenuItem } from '@/components/ui/menu-items'
import { plainName, shownTitle } from '@/lib/core/thread/plain-name'
import type { ThreadListItem } from '@/lib/core/thread/thread'

/** What can be done with a thread of the list. */
export default function ThreadActions({
  thread: { id, title, pinned },
  isCurrent,
  onRename,
}: {
  thread: ThreadListItem
  isCurrent: boolean
  onRename: () => void
}) {
  const t = useTranslations('threads.row')
  const router = useRouter()
  const deleteThread = useDeleteThread()
  const named = plainName(shownTitle(title, t('untitled')))
  const icon = { size: 15, 'aria-hidden': true } as const
  const remove = () => {
    focusBeside(id)
    deleteThread({ id, title }, () => isCurrent && router.push(`/t/${id}`))
    if (isCurrent) router.push('/')
  }
  const items: MenuItem[] = [
    { label: t('rename'), icon: <Pencil {...icon} />, run: onRename },
    {
      label: pinned ? t('unpin') : t('pin'),
      icon: pinned ? <PinOff {...icon} /> : <Pin {...icon} />,
      run() {
        void changeThreads([id], {
          action: pinned ? 'unpin' : 'pin',
          changed: { pinned: !pinned },
        })
        focusRow(id)
      },
    },
    {
      label: t('move'),
      icon: <FolderInput {...icon} />,
      run: () => threadDialogs.open({ kind: 'move', ids: [id] }),
    },
    {
      label: t('archive'),
      icon: <Archive {...icon} />,
      run() {
        focusBeside(id)
        archiveThreads([id], { message: t('archived', { title: named }), undo: t('undo') })
      },
    },
    {
      label: t('share'),
      icon: <Share2 {...icon} />,
      beginsGroup: true,
      run: () => threadDialogs.open({ kind: 'share', id }),
    },
    {
      label: t('markdown'),
      icon: <FileText {...icon} />,
      run: () => downloadThread(id, 'markdown'),
    },
    { label: t('json'), icon: <FileJson {...icon} />, run: () => downloadThread(id, 'json') },
    {
      label: t('select'),
      icon: <CheckSquare {...icon} />,
      beginsGroup: true,
      run: () => threadSelection.begin(id),
    },
    { label: t('delete'), icon: <Trash2 {...icon} />, isDangerous: true, run: remove },
  ]
  return <MenuItems items={items} />
}
