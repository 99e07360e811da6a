import type { useTranslations } from 'next-intl'

import type { LiveTurn } from '@/components/chat/live-turn'

type Announcements = ReturnType<typeof useTranslations<'chat'>>

/** What is said to readers who cannot see the page when an answer has ended. */
export function announceEnding(status: LiveTurn['status'], name: string, t: Announcements): string {
  switch (status) {
    case 'completed':
      return t('announce.answered', { name })
    case 'stopped':
      return t('announce.stopped')
    case 'interrupted':
      return t('announce.interrupted')
    default:
      return t('announce.failed', { name })
  }
}
