'use client'

import { GitFork, Shuffle, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { Opinion } from '@/components/chat/answer-actions'
import { useMessageActions } from '@/components/chat/message-actions'
import { MenuItems, type MenuItem } from '@/components/ui/menu-items'

/** What can be done with an answer besides what has a button. */
export default function AnswerMenu({
  answerId,
  model,
  versions,
  opinions,
}: {
  answerId: string
  model: string | null
  versions: readonly (string | null)[] | null
  opinions: readonly Opinion[]
}) {
  const t = useTranslations('chat.actions')
  const { isQuiet, retryWith, fork, remove } = useMessageActions()
  const icon = { size: 15, 'aria-hidden': true } as const
  const items: MenuItem[] = [
    ...opinions.map(({ isGiven, ...opinion }) => ({
      ...opinion,
      isChosen: isGiven,
      isForPhone: true,
    })),
    ...(isQuiet
      ? [
          {
            label: t('answer_again_with'),
            icon: <Shuffle {...icon} />,
            run: () => retryWith(answerId, model),
          },
        ]
      : []),
    { label: t('fork'), icon: <GitFork {...icon} />, run: () => fork(answerId) },
    {
      label: t('delete'),
      icon: <Trash2 {...icon} />,
      isDangerous: true,
      run: () => remove(answerId, versions),
    },
  ]
  return <MenuItems items={items} />
}
