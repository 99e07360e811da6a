'use client'

import { useTranslations } from 'next-intl'

import type { AnswerStatusProps } from '@/components/chat/answer-status'
import { Note } from '@/components/chat/note'

/** How far an answer is that has not ended, and what can be done while it waits. */
export default function AnswerProgress(props: AnswerStatusProps) {
  const { answer, name, hasText, ahead, isConnected } = props
  const t = useTranslations('chat.status')
  const waits = <WaitingActions {...props} />
  if (!isConnected && answer.status !== 'sending') return <Note>{t('reconnecting')}</Note>
  switch (answer.status) {
    case 'sending':
      if (isConnected) return <Note>{t('sending')}</Note>
      return (
        <Note>
          {t('waitingForConnection')} {waits}
        </Note>
      )
    case 'pending':
    case 'streaming':
      if (ahead > 0) {
        return (
          <Note>
            {t('waiting', { ahead })} {waits}
          </Note>
        )
      }
      return hasText ? null : <Note>{t('isReading', { name })}</Note>
    default:
      return null
  }
}

function WaitingActions({ onTakeBack, onEdit }: AnswerStatusProps) {
  const t = useTranslations('chat.status')
  const className =
    'hover:text-ink coarse:min-h-11 coarse:min-w-11 coarse:px-2 ml-2 underline underline-offset-4'
  return (
    <>
      {onEdit && (
        <button type="button" onClick={onEdit} className={className} data-needs-script>
          {t('editWaiting')}
        </button>
      )}
      {onTakeBack && (
        <button type="button" onClick={onTakeBack} className={className} data-needs-script>
          {t('takeBack')}
        </button>
      )}
    </>
  )
}
