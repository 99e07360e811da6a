'use client'

import { CalendarDays, FoldVertical, Share2, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'

import { useDeleteThread } from '@/components/threads/use-delete-thread'
import { MenuItems } from '@/components/ui/menu-items'

/** What can be done with the thread that is shown. */
export default function HeaderActions({
  threadId,
  title,
  onSummarise,
  onShare,
  onDateJump,
}: {
  threadId: string
  title: string
  onSummarise: () => void
  onShare: () => void
  onDateJump: () => void
}) {
  const t = useTranslations()
  const router = useRouter()
  const deleteThread = useDeleteThread()
  const remove = () => {
    deleteThread({ id: threadId, title }, () => router.push(`/t/${threadId}`))
    router.push('/')
  }
  const icon = { size: 15, 'aria-hidden': true } as const
  return (
    <MenuItems
      items={[
        {
          label: t('chat.header.summarise'),
          icon: <FoldVertical {...icon} />,
          run: onSummarise,
        },
        { label: t('threads.row.share'), icon: <Share2 {...icon} />, run: onShare },
        { label: t('threads.date.go'), icon: <CalendarDays {...icon} />, run: onDateJump },
        {
          label: t('threads.row.delete'),
          icon: <Trash2 {...icon} />,
          beginsGroup: true,
          isDangerous: true,
          run: remove,
        },
      ]}
    />
  )
}
