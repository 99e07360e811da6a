'use client'

import { GitFork, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useMessageActions } from '@/components/chat/message-actions'
import { MenuItems } from '@/components/ui/menu-items'

/** What can be done with a question besides what has a button. */
export default function QuestionMenu({
  id,
  versions,
}: {
  id: string
  versions: readonly (string | null)[] | null
}) {
  const t = useTranslations('chat.actions')
  const { fork, remove } = useMessageActions()
  return (
    <MenuItems
      items={[
        { label: t('fork'), icon: <GitFork size={15} aria-hidden />, run: () => fork(id) },
        {
          label: t('delete'),
          icon: <Trash2 size={15} aria-hidden />,
          isDangerous: true,
          run: () => remove(id, versions),
        },
      ]}
    />
  )
}
