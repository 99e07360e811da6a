import type { MessagePart } from '@/lib/core/thread/message'

/** A message as the context takes it from a branch. */
export type HistoryMessage = {
  id: string
  role: 'user' | 'assistant' | 'system'
  /** Null when there was no room to load it. */
  parts: MessagePart[] | null
  /** How many messages its branch has up to and with this one. */
  depth: number
  /** Whether the summary in force stands for it. */
  isSummarised: boolean
}
