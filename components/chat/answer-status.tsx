'use client'

import { clsx } from 'clsx'

import type { LiveTurn } from '@/components/chat/live-turn'
import { hasEnded, type StoredMessage } from '@/components/chat/stored-message'
import { lazySoon } from '@/components/ui/lazy-soon'

const AnswerProgress = lazySoon(() => import('@/components/chat/answer-progress'))
const AnswerEnding = lazySoon(() => import('@/components/chat/answer-ending'))

export type AnswerStatusProps = {
  answer: StoredMessage | LiveTurn
  name: string
  hasText: boolean
  ahead: number
  isConnected: boolean
  /** The model that was asked. */
  asked?: string | null
  /** The thread's model, which may be another one by now. */
  activeModel?: string
  onRetry?: (model: string | null) => void
  /** Takes the question back while it waits. */
  onTakeBack?: () => void
  /** The same, to write on. */
  onEdit?: () => void
}

/** Everything there is to say about an answer besides its text. */
export function AnswerStatus(props: AnswerStatusProps) {
  const { answer, hasText } = props
  return (
    <div className={clsx('grid gap-2 empty:hidden', hasText && 'mt-3')} data-status={answer.status}>
      {!hasEnded(answer.status) && <AnswerProgress {...props} />}
      {!isPlain(answer) && <AnswerEnding {...props} />}
    </div>
  )
}

/** Whether there is nothing to say about how it came about and how it ended. */
const isPlain = ({
  status,
  fallbacks,
  omittedMessages,
  finishReason,
}: AnswerStatusProps['answer']) =>
  (status === 'completed' || !hasEnded(status)) &&
  fallbacks.length === 0 &&
  omittedMessages === 0 &&
  (finishReason === null || finishReason === 'stop')
