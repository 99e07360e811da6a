'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useState, useTransition, type ReactNode } from 'react'

import { explain } from '@/components/api/explain'
import type { MessageActions, MessageCommands } from '@/components/chat/message-actions'
import type { RenderedPage } from '@/components/chat/message-window'
import type { MessageQuestion } from '@/components/chat/message-dialogs'
import type { ThreadChat } from '@/components/chat/thread-chat'
import { keepPlace, placeOfVersion, useKeptPlace } from '@/components/chat/use-kept-place'
import { loadLiveAnswer } from '@/components/chat/use-live-answer'
import type { FitSource } from '@/components/models/model-button'
import { lazySoon, soon } from '@/components/ui/lazy-soon'
import { useStableCommands } from '@/components/ui/use-stable-commands'
import { toastStore } from '@/components/ui/toast-store'
import type { VoteValue } from '@/lib/core/thread/message'

export const loadRequests = () => import('@/components/chat/message-requests')
soon(loadRequests)

const MessageDialogs = lazySoon(() => import('@/components/chat/message-dialogs'))

const sayWhy = (error: unknown) => toastStore.show({ message: explain(error) })

/** The question that is being edited, by thread: it is still when the thread is rendered anew or come back to. */
const edited = new Map<string, string>()

/** What can be done with the messages of a thread, and the dialogs that ask about it. */
export function useMessageCommands(
  chat: ThreadChat,
  {
    page,
    isQuiet,
    activeModel,
    isOffered,
    fits,
    showNewest,
    tellSwitch,
    onChosen,
    onRemoved,
  }: {
    /** Changes when the branch does. */
    page: RenderedPage
    isQuiet: boolean
    activeModel: string
    isOffered: (model: string) => boolean
    fits: FitSource
    showNewest: () => void
    /** Says what models that were chosen do not get of the thread. */
    tellSwitch: (models: readonly string[]) => void
    onChosen: () => void
    onRemoved: (messageId: string) => void
  },
): { actions: MessageActions; dialog: ReactNode } {
  const router = useRouter()
  const [isRefreshing, startRefresh] = useTransition()
  const [isChoosing, setChoosing] = useState(false)
  const [votes, setVotes] = useState<ReadonlyMap<string, VoteValue | null>>(new Map())
  const [question, setQuestion] = useState<MessageQuestion | null>(null)
  const { threadId } = chat
  const [editing, setEditing] = useState(() => edited.get(threadId) ?? null)
  useKeptPlace(threadId, page, (place) => {
    const { id, takesFocus } = place
    // A version that was chosen is gone to; what was only read, where it is still part of what goes on.
    router.replace(`/t/${threadId}?${takesFocus ? 'message' : 'near'}=${id}`)
    if (!takesFocus) keepPlace(place)
  })
  const refresh = () => startRefresh(() => router.refresh())

  const choose = async (messageId: string) => {
    setChoosing(true)
    const place = placeOfVersion(threadId, messageId, document.activeElement)
    try {
      await chat.choose(messageId)
      keepPlace(place)
      onChosen()
      if (page.place === null) refresh()
      else startRefresh(() => router.replace(`/t/${threadId}?message=${messageId}`))
    } catch (error) {
      sayWhy(error)
    } finally {
      setChoosing(false)
    }
  }

  const retry = (answerId: string, model: string | null) => {
    void loadLiveAnswer()
    chat.retry(answerId, model !== null && isOffered(model) ? model : undefined)
    showNewest()
  }

  const fork = async (messageId: string) => {
    try {
      const { forkThread } = await loadRequests()
      router.push(`/t/${await forkThread(threadId, messageId)}`)
    } catch (error) {
      sayWhy(error)
    }
  }

  const vote = async (answerId: string, value: VoteValue | null) => {
    const before = votes
    setVotes((known) => new Map(known).set(answerId, value))
    try {
      await (await loadRequests()).saveVote(answerId, value)
    } catch (error) {
      setVotes(before)
      sayWhy(error)
    }
  }

  const edit = (messageId: string | null) => {
    if (messageId === null) edited.delete(threadId)
    else edited.set(threadId, messageId)
    setEditing(messageId)
  }

  const commands = useStableCommands<MessageCommands>({
    beginEdit: edit,
    endEdit: () => edit(null),
    send: (text, options) => {
      edit(null)
      void loadLiveAnswer()
      chat.send(text, options)
      showNewest()
    },
    retry,
    retryWith: (answerId, model) => setQuestion({ kind: 'model', answerId, model }),
    choose: (messageId) => void choose(messageId),
    fork: (messageId) => void fork(messageId),
    remove: (messageId, versions) => setQuestion({ kind: 'delete', messageId, versions }),
    vote: (answerId, value) => void vote(answerId, value),
  })
  const isSwitching = isChoosing || isRefreshing
  const actions = useMemo<MessageActions>(
    () => ({
      ...commands,
      activeModel,
      isQuiet,
      isSwitching,
      editing,
      voteOf: (answerId, stored) => votes.get(answerId) ?? (votes.has(answerId) ? null : stored),
    }),
    [commands, activeModel, isQuiet, isSwitching, editing, votes],
  )

  const dialog = question && (
    <MessageDialogs
      {...{ threadId, question, activeModel, fits }}
      retry={(answerId, model) => {
        retry(answerId, model)
        tellSwitch([model])
      }}
      choose={async (messageId) => {
        await chat.choose(messageId)
        onChosen()
      }}
      onRemoved={(messageId) => {
        onRemoved(messageId)
        refresh()
      }}
      onClose={() => setQuestion(null)}
    />
  )
  return { actions, dialog }
}
