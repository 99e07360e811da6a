'use client'

import { useRouter } from 'next/navigation'

import { returnFiles } from '@/components/attachments/draft-files'
import { returnToDraft } from '@/components/chat/draft'
import type { StoredMessage } from '@/components/chat/stored-message'
import type { ThreadChat } from '@/components/chat/thread-chat'

/** How messages that wait are taken out of the queue, or put back to be written on. */
export function useTakeBack(
  chat: ThreadChat,
  { history, draftKey }: { history: readonly StoredMessage[]; draftKey: string },
) {
  const router = useRouter()

  const takeBack = async (key: string): Promise<void> => {
    const turn = chat.getState().turns.find((one) => one.key === key)
    if (!turn) return
    await chat.takeBack(key, questionOf(turn.answerId)?.id ?? null)
    if (turn.answerId !== null) router.refresh()
  }

  const edit = async (key: string): Promise<void> => {
    const turn = chat.getState().turns.find((one) => one.key === key)
    const question = turn?.question ?? questionOf(turn?.answerId ?? null)
    await takeBack(key)
    if (!question) return
    returnToDraft(draftKey, question.text)
    returnFiles(draftKey, question.files)
  }

  const questionOf = (answerId: string | null) => {
    const answer = history.find(({ id }) => id === answerId)
    return history.find(({ id }) => id === answer?.parentId)
  }

  return { takeBack, edit }
}
