'use client'

import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { MenuItems, type MenuItem } from '@/components/ui/menu-items'

/** What can be done with a folder of the list. */
export default function FolderActions({
  isFirst,
  isLast,
  onRename,
  onMove,
  onDelete,
}: {
  isFirst: boolean
  isLast: boolean
  onRename: () => void
  onMove: (step: -1 | 1) => void
  onDelete: () => void
}) {
  const t = useTranslations('threads.folder')
  const icon = { size: 15, 'aria-hidden': true } as const
  const up: MenuItem = { label: t('up'), icon: <ArrowUp {...icon} />, run: () => onMove(-1) }
  const down: MenuItem = { label: t('down'), icon: <ArrowDown {...icon} />, run: () => onMove(1) }
  return (
    <MenuItems
      items={[
        { label: t('rename'), icon: <Pencil {...icon} />, run: onRename },
        ...(isFirst ? [] : [up]),
        ...(isLast ? [] : [down]),
        { label: t('delete'), icon: <Trash2 {...icon} />, isDangerous: true, run: onDelete },
      ]}
    />
  )
}
