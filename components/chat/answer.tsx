'use client'

import type { ReactNode } from 'react'

import { AnswerActions } from '@/components/chat/answer-actions'
import { AnswerStatus } from '@/components/chat/answer-status'
import { Knot, type KnotProps } from '@/components/chat/knot'
import type { LiveTurn } from '@/components/chat/live-turn'
import { hasEnded, type StoredMessage } from '@/components/chat/stored-message'
import { useModelName } from '@/components/models/model-names'

export type AnswerProps = {
  threadId: string
  /** What the server stored, or what this page sees of it. */
  answer: StoredMessage | LiveTurn
  /** The answer's id, null while the server has not accepted the question. */
  id: string | null
  body: ReactNode
  hasText: boolean
  /** How many answers of the thread come first. */
  ahead: number
  isLast: boolean
  getText: () => string | Promise<string>
  /** Absent when this answer cannot be asked for again. */
  onRetry?: () => void
  onCancel?: () => void
}

/** An answer: who wrote it, what it says, how it ended, what can be done with it. */
export function Answer(props: AnswerProps) {
  const { answer, body, hasText, ahead, isLast, getText, onRetry, onCancel } = props
  const name = useModelName(answer.model)
  const isOver = hasEnded(answer.status)
  const isConnected = 'isConnected' in answer ? answer.isConnected : true
  return (
    <article
      aria-label={`Answer from ${name}`}
      aria-busy={!isOver}
      className="group/answer relative"
    >
      <header className="relative mb-1.5 flex items-center gap-2.5">
        <Knot look={knotOf(answer.status, ahead)} />
        <h2 className="text-label text-ink-muted min-w-0 truncate font-medium">{name}</h2>
      </header>
      <div className="min-h-6">
        {hasText && body}
        <AnswerStatus
          answer={answer}
          name={name}
          hasText={hasText}
          ahead={ahead}
          isConnected={isConnected}
          onRetry={onRetry}
          onCancel={onCancel}
        />
      </div>
      <AnswerActions
        threadId={props.threadId}
        answerId={props.id}
        isVisible={isOver}
        isLast={isLast}
        getText={hasText ? getText : null}
        onRetry={offersRetry(answer.status) ? undefined : onRetry}
      />
    </article>
  )
}

/** Whether what is said about the ending has a button to try again. */
const offersRetry = (status: string) => status === 'failed' || status === 'interrupted'

function knotOf(status: string, ahead: number): KnotProps['look'] {
  if (status === 'failed') return 'failed'
  if (hasEnded(status)) return 'over'
  return ahead > 0 ? 'waiting' : 'running'
}
