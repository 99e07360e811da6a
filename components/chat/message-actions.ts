'use client'

import { createContext, use } from 'react'

import type { AttachedFile } from '@/components/attachments/attached-file'
import type { VoteValue } from '@/lib/core/thread/message'

export type MessageCommands = {
  beginEdit: (messageId: string) => void
  endEdit: () => void
  /** Sends a question in the place of one. */
  send: (text: string, options: { replaces: string; files: readonly AttachedFile[] }) => void
  /** Asks a model for another answer, or the thread's when that one is not offered any more. */
  retry: (answerId: string, model: string | null) => void
  /** Asks which model answers instead. */
  retryWith: (answerId: string, model: string | null) => void
  /** Goes over to the branch of a message. */
  choose: (messageId: string) => void
  fork: (messageId: string) => void
  /** Asks whether to delete a message, of which there may be other versions to be shown in its place. */
  remove: (messageId: string, versions: readonly (string | null)[] | null) => void
  vote: (answerId: string, value: VoteValue | null) => void
}

export type MessageActions = MessageCommands & {
  /** The thread's model. */
  activeModel: string
  /** Whether nothing runs: only then is something asked again. */
  isQuiet: boolean
  /** Whether another version is on its way. */
  isSwitching: boolean
  /** The question that is being edited. */
  editing: string | null
  voteOf: (answerId: string, stored: VoteValue | null) => VoteValue | null
}

const Context = createContext<MessageActions | null>(null)

export const MessageActionsProvider = Context.Provider

/** What can be done with the messages of the thread that is shown. */
export function useMessageActions(): MessageActions {
  const actions = use(Context)
  if (!actions) throw new Error('There is no MessageActionsProvider around this.')
  return actions
}
