import { errorStatus, SkeinError, type ErrorCode } from '@/lib/core/errors'
import type { TurnLog } from '@/lib/core/ports'
import type { Actor } from '@/lib/core/access/actor'
import type { CreateMessage, Message } from '@/lib/core/thread/message'
import { textPart } from '@/lib/core/turn/turn-request'
import { requireMessage } from '@/lib/server/commands/require-message'
import { startTurn } from '@/lib/server/commands/start-turn'
import type { Services } from '@/lib/server/services'

export type CreatedMessage =
  | { mode: 'wait' | 'background'; message: Message }
  | { mode: 'stream'; log: TurnLog; threadId: string }

/**
 * Adds a message to a thread and has it answered. `wait` returns the finished answer, `background` the pending one,
 * `stream` the log of the turn. Throws what `startTurn` throws, and in the waiting mode the provider's failure when it came
 * before the first token; a failure after it is in the answer.
 */
export async function createMessage(
  services: Services,
  actor: Actor,
  {
    threadId,
    key,
    requestId,
    body,
  }: { threadId: string; key: string | null; requestId?: string; body: CreateMessage },
): Promise<CreatedMessage> {
  const turn = await startTurn(services, actor, {
    threadId,
    createsThread: false,
    question: {
      parts: body.parts ?? [textPart(body.content ?? '')],
      externalId: body.external_id ?? null,
      metadata: body.metadata ?? {},
    },
    answerExternalId: null,
    model: body.model ?? null,
    ...(body.parent_id === undefined ? {} : { place: { parentId: body.parent_id } }),
    visibility: 'private',
    key: key ?? body.external_id ?? null,
    requestId,
  })
  if (body.stream) return { mode: 'stream', log: turn.log, threadId: turn.threadId }
  if (!body.background) await turn.log.ended
  const message = await requireMessage(services, actor, turn.answerId)
  if (body.background) return { mode: 'background', message }
  if (message.error && message.parts.every((part) => part.type === 'step-start')) {
    const { code, message: reason, retry_after: retryAfter } = message.error
    throw new SkeinError(isErrorCode(code) ? code : 'provider_error', reason, { retryAfter })
  }
  return { mode: 'wait', message }
}

const isErrorCode = (code: string): code is ErrorCode => code in errorStatus
