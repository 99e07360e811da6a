import { returnFiles } from '@/components/attachments/draft-files'
import { returnToDraft } from '@/components/chat/draft'
import type { StoredMessage } from '@/components/chat/stored-message'
import type { ThreadChat } from '@/components/chat/thread-chat'

/** Takes a message that waits out of the queue; `refresh` reads the thread anew. Says whether it was taken. */
export async function takeBack(
  chat: ThreadChat,
  key: string,
  refresh: () => void,
): Promise<boolean> {
  const isStored = chat.getState().turns.some((one) => one.key === key && one.answerId !== null)
  const isTaken = await chat.takeBack(key)
  if (isStored) refresh()
  return isTaken
}

/** Takes a message that waits out of the queue, and puts it back to be written on. */
export async function takeBackToDraft(
  chat: ThreadChat,
  key: string,
  {
    history,
    draftKey,
    onCompare,
    refresh,
  }: {
    history: readonly StoredMessage[]
    draftKey: string
    /** Called with the models that were asked side by side. */
    onCompare: (models: readonly string[]) => void
    refresh: () => void
  },
): Promise<void> {
  const { turns, settings } = chat.getState()
  const turn = turns.find((one) => one.key === key)
  const asked = turns
    .filter((one) => one.key === key || one.comparison === key)
    .flatMap(({ model }) => model ?? [])
  const question = turn?.question ?? history.find(({ id }) => id === turn?.questionId)
  if (!(await takeBack(chat, key, refresh)) || !question) return
  if (asked.length > 1) onCompare(asked)
  const isOther = asked.length === 1 && asked[0] !== settings.model
  returnToDraft(draftKey, question.text, isOther ? asked[0] : null)
  returnFiles(draftKey, question.files)
}
