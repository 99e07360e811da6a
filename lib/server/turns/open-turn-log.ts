import type { TurnLog, TurnLogs } from '@/lib/core/ports'

export type AcceptedTurn = {
  turnId: string
  threadId: string
  threadTitle: string
  userMessageId: string
  answerId: string
  model: string
  /** How many turns of the thread come first. */
  ahead: number
  /** The turns of the same request, of other models. */
  beside?: readonly Pick<AcceptedTurn, 'turnId' | 'answerId' | 'model'>[]
}

/** The log of a turn; a new one begins with what every reader has to know first. */
export function openTurnLog(logs: TurnLogs, turn: AcceptedTurn): TurnLog {
  const known = logs.get(turn.turnId)
  if (known) return known
  const log = logs.open(turn.turnId)
  log.append({
    type: 'start',
    messageId: turn.answerId,
    messageMetadata: {
      thread_id: turn.threadId,
      turn_id: turn.turnId,
      user_message_id: turn.userMessageId,
      model: turn.model,
      ...(turn.beside?.length ? { beside: turn.beside.map(presentBeside) } : {}),
    },
  })
  log.append({
    type: 'data-thread',
    data: { id: turn.threadId, title: turn.threadTitle },
    transient: true,
  })
  if (turn.ahead > 0) {
    log.append({ type: 'data-queue', data: { position: turn.ahead }, transient: true })
  }
  return log
}

const presentBeside = ({
  turnId,
  answerId,
  model,
}: Pick<AcceptedTurn, 'turnId' | 'answerId' | 'model'>) => ({
  turn_id: turnId,
  answer_id: answerId,
  model,
})
