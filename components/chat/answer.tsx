'use client'

import type { ReactNode } from 'react'

import { AnswerActions } from '@/components/chat/answer-actions'
import { AnswerFrame } from '@/components/chat/answer-frame'
import { AnswerStatus } from '@/components/chat/answer-status'
import type { LiveTurn } from '@/components/chat/live-turn'
import { useMessageActions } from '@/components/chat/message-actions'
import { hasEnded, type StoredMessage } from '@/components/chat/stored-message'
import { useModelName } from '@/components/models/model-names'
import type { VoteValue } from '@/lib/core/thread/message'

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
  versions: readonly (string | null)[] | null
  vote: VoteValue | null
  getText: () => string | Promise<string>
  onTakeBack?: () => void
  onEdit?: () => void
}

/** An answer: who wrote it, what it says, how it ended, what can be done with it. */
export function Answer(props: AnswerProps) {
  const { answer, id, body, hasText, ahead, isLast, getText } = props
  const { activeModel, isQuiet, retry } = useMessageActions()
  const name = useModelName(answer.model)
  const asked = answer.fallbacks[0]?.from ?? answer.model
  const isOver = hasEnded(answer.status)
  const isConnected = 'isConnected' in answer ? answer.isConnected : true
  return (
    <AnswerFrame {...{ id, name, ahead }} status={answer.status}>
      <div className="min-h-6">
        {hasText && body}
        <AnswerStatus
          answer={answer}
          name={name}
          hasText={hasText}
          ahead={ahead}
          isConnected={isConnected}
          asked={asked}
          activeModel={activeModel}
          onRetry={id !== null && isLast && isQuiet ? (model) => retry(id, model) : undefined}
          onTakeBack={props.onTakeBack}
          onEdit={props.onEdit}
        />
      </div>
      <AnswerActions
        threadId={props.threadId}
        answerId={id}
        model={answer.model}
        asked={asked}
        vote={props.vote}
        versions={props.versions}
        isOver={isOver}
        isLast={isLast}
        offersRetry={isLast && offersRetry(answer.status)}
        getText={hasText ? getText : null}
      />
    </AnswerFrame>
  )
}

/** Whether what is said about the ending has a button to try again. */
const offersRetry = (status: string) => status === 'failed' || status === 'interrupted'
