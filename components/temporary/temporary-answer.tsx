'use client'

import { useTranslations } from 'next-intl'

import { AnswerFrame } from '@/components/chat/answer-frame'
import { AnswerStatus } from '@/components/chat/answer-status'
import { LiveAnswer } from '@/components/chat/live-answer'
import type { LiveTurn } from '@/components/chat/live-turn'
import { hasEnded, textLengthOf, textOf } from '@/components/chat/stored-message'
import { useCopyKeys } from '@/components/chat/use-copy-keys'
import { useModelName } from '@/components/models/model-names'
import { CopyButton } from '@/components/ui/copy-button'

export type TemporaryAnswerProps = {
  turn: LiveTurn
  /** How many answers come first. */
  ahead: number
  isLast: boolean
  /** The model that is chosen now. */
  activeModel: string
  onRetry: (model: string | null) => void
  onTakeBack: () => void
  onEdit: () => void
}

/** An answer that is nowhere but on this page: it can be read, copied, and asked for again when it failed. */
export function TemporaryAnswer({ turn, ahead, isLast, activeModel, ...on }: TemporaryAnswerProps) {
  const t = useTranslations('chat.actions')
  const name = useModelName(turn.model)
  const isOver = hasEnded(turn.status)
  const hasText = textLengthOf(turn.parts) > 0
  const getText = () => textOf(turn.parts)
  useCopyKeys(hasText ? getText : null, { isActive: isLast && isOver })
  return (
    <AnswerFrame {...{ name, ahead }} id={null} status={turn.status}>
      <div className="min-h-6">
        {hasText && <LiveAnswer id={turn.key} parts={turn.parts} />}
        <AnswerStatus
          answer={turn}
          isConnected
          {...{ name, hasText, ahead, activeModel }}
          asked={turn.model}
          onRetry={isLast ? on.onRetry : undefined}
          onTakeBack={on.onTakeBack}
          onEdit={on.onEdit}
        />
      </div>
      <div className="coarse:-ml-3 coarse:min-h-11 mt-1 -ml-1.5 flex min-h-8 items-center">
        {isOver && hasText && (
          <CopyButton label={t('copy_answer')} size="small" getText={getText} />
        )}
      </div>
    </AnswerFrame>
  )
}
