'use client'

import { useRouter } from 'next/navigation'

import { returnFiles } from '@/components/attachments/draft-files'
import { returnToDraft } from '@/components/chat/draft'
import type { StoredMessage } from '@/components/chat/stored-message'
import type { ThreadChat } from '@/components/chat/thread-chat'

/** How messages that wait are taken out of the queue, or put back to be written on. */
export function useTakeBack(
  chat: ThreadChat,
  {
    history,
    draftKey,
    onCompare,
  }: {
    history: readonly StoredMessage[]
    draftKey: string
    /** Called with the models that were asked side by side. */
    onCompare: (models: readonly string[]) => void
  },
) {
  const router = useRouter()

  const takeBack = async (key: string): Promise<boolean> => {
    const isStored = chat.getState().turns.some((one) => one.key === key && one.answerId !== null)
    const isTaken = await chat.takeBack(key)
    if (isStored) router.refresh()
    return isTaken
  }

  const edit = async (key: string): Promise<void> => {
    const { turns, settings } = chat.getState()
    const turn = turns.find((one) => one.key === key)
    const asked = turns
      .filter((one) => one.key === key || one.comparison === key)
      .flatMap(({ model }) => model ?? [])
    const question = turn?.question ?? questionOf(turn?.answerId ?? null)
    if (!(await takeBack(key)) || !question) return
    if (asked.length > 1) onCompare(asked)
    const isOther = asked.length === 1 && asked[0] !== settings.model
    returnToDraft(draftKey, question.text, isOther ? asked[0] : null)
    returnFiles(draftKey, question.files)
  }

  const questionOf = (answerId: string | null) => {
    const answer = history.find(({ id }) => id === answerId)
    return history.find(({ id }) => id === answer?.parentId)
  }

  return { takeBack, edit }
}
