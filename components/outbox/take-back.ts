import { request, RequestError } from '@/components/api/request'
import { returnFiles } from '@/components/attachments/draft-files'
import { returnToDraft } from '@/components/chat/draft'
import { hasEnded, type StoredMessage } from '@/components/chat/stored-message'
import type { LiveTurn } from '@/components/chat/live-turn'
import type { ThreadChat } from '@/components/chat/thread-chat'

/**
 * Takes a message that waits out of the queue, as if it had not been sent, with all answers that were asked for. Does no more than
 * stop what has begun meanwhile. `refresh` reads the thread anew. Says whether it was taken.
 */
export async function takeBack(
  chat: ThreadChat,
  key: string,
  refresh: () => void,
): Promise<boolean> {
  const turn = findTurn(chat, key)
  if (!turn) return false
  const { answerId, questionId, comparison } = turn
  if (answerId === null) {
    chat.withdraw(comparison ?? key)
    return true
  }
  const isTaken = await deleteWaiting(chat, besides(chat, turn), questionId)
  refresh()
  return isTaken
}

/** Takes a message that waits out of the queue, and puts it back to be written on, with the models that were asked. */
export async function takeBackToDraft(
  chat: ThreadChat,
  key: string,
  {
    history,
    draftKey,
    refresh,
  }: { history: readonly StoredMessage[]; draftKey: string; refresh: () => void },
): Promise<void> {
  const turn = findTurn(chat, key)
  const asked = turn ? besides(chat, turn) : []
  const { settings } = chat.getState()
  const question =
    asked.find((one) => one.question)?.question ?? history.find(({ id }) => id === turn?.questionId)
  if (!(await takeBack(chat, key, refresh)) || !question) return
  const models = asked.flatMap(({ model }) => model ?? [])
  const isOther = models.length > 1 || models[0] !== settings.model
  returnToDraft(draftKey, question.text, isOther ? models : [])
  returnFiles(draftKey, question.files)
}

const findTurn = (chat: ThreadChat, key: string): LiveTurn | undefined =>
  chat.getState().turns.find((turn) => turn.key === key)

/** The turns that answer the same message side by side, itself included. */
const besides = (chat: ThreadChat, turn: LiveTurn): LiveTurn[] =>
  chat
    .getState()
    .turns.filter(
      (one) => one === turn || (one.comparison !== null && one.comparison === turn.comparison),
    )

async function deleteWaiting(
  chat: ThreadChat,
  asked: readonly LiveTurn[],
  questionId: string | null,
): Promise<boolean> {
  const waiting = asked.filter(({ status }) => !hasEnded(status))
  const isRetry = asked.some(({ question, replaces }) => question === null && replaces !== null)
  try {
    await untilFollowed(chat, new Set(waiting.map(({ key }) => key)))
    for (const { key } of waiting) await chat.stop(key)
    for (const id of [...waiting.map(({ answerId }) => answerId), isRetry ? null : questionId]) {
      if (id !== null) await request(`/api/messages/${id}`, { method: 'DELETE' })
    }
  } catch (error) {
    if (error instanceof RequestError && error.code === 'turn_active') return false
    throw error
  }
  for (const { key } of waiting) chat.forget(key)
  return true
}

/** What a turn is stopped by comes with its stream. */
function untilFollowed(chat: ThreadChat, keys: ReadonlySet<string>): Promise<void> {
  const isFollowed = () =>
    chat
      .getState()
      .turns.every(
        ({ key, turnId, status }) => !keys.has(key) || turnId !== null || hasEnded(status),
      )
  if (isFollowed()) return Promise.resolve()
  return new Promise((resolve) => {
    const leave = chat.subscribe(() => {
      if (!isFollowed()) return
      leave()
      resolve()
    })
  })
}
