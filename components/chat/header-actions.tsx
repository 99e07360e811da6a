'use client'

import { CalendarDays, FoldVertical, Share2 } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { MenuItems } from '@/components/ui/menu-items'

/** What can be done with the thread that is shown. */
export default function HeaderActions({
  onSummarise,
  onShare,
  onDateJump,
}: {
  onSummarise: () => void
  onShare: () => void
  onDateJump: () => void
}) {
  const t = useTranslations()
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
      ]}
    />
  )
}
