import { convertToModelMessages, type ModelMessage, type UIMessage } from 'ai'

import type { Model } from '@/lib/core/models/model'
import type { MessagePart } from '@/lib/core/thread/message'

export type HistoryMessage = {
  id: string
  role: 'user' | 'assistant' | 'system'
  parts: MessagePart[]
  content: string
  /** How many messages its branch has up to and with this one. */
  depth: number
}

export type Context = {
  instructions: string | undefined
  messages: ModelMessage[]
  /** How many of the oldest messages of the branch did not fit. */
  omittedMessages: number
}

/** A cautious guess that holds for most languages; real tokenizers see fewer tokens. */
const charactersPerToken = 3
const tokensPerMessage = 6
const shareForAnswer = 0.25
const mostForAnswer = 8192

/** How many tokens of a model's window the system prompt and the history may take. */
export function inputBudget(model: Pick<Model, 'context_window' | 'max_output_tokens'>): number {
  const answer = Math.min(
    model.max_output_tokens ?? mostForAnswer,
    mostForAnswer,
    model.context_window * shareForAnswer,
  )
  return Math.floor(model.context_window - answer)
}

/** How many characters of history a reader needs to load at most to fill a model's window. */
export const historyCharacters = (model: Model) => inputBudget(model) * charactersPerToken

/**
 * Assembles the one payload of a turn: system prompt, then the newest messages of the branch that fit the model's window.
 * `history` runs from old to new and ends with the question, which is always sent. Answers without text are left out.
 */
export async function assembleContext(input: {
  model: Model
  systemPrompt: string | null
  history: HistoryMessage[]
}): Promise<Context> {
  const systemPrompt = input.systemPrompt?.trim() ? input.systemPrompt : undefined
  let room = inputBudget(input.model) - estimateTokens(systemPrompt ?? '')
  let first = input.history.length - 1
  room -= estimateTokens(input.history[first]?.content ?? '')
  while (first > 0) {
    room -= estimateTokens(input.history[first - 1]?.content ?? '')
    if (room < 0) break
    first--
  }
  while (input.history[first]?.role === 'assistant') first++
  const sent = input.history.slice(first)
  return {
    instructions: systemPrompt,
    messages: await convertToModelMessages(sent.map(toUIMessage).filter(hasParts), {
      ignoreIncompleteToolCalls: true,
    }),
    omittedMessages: (sent[0]?.depth ?? 1) - 1,
  }
}

const estimateTokens = (text: string) =>
  Math.ceil(text.length / charactersPerToken) + tokensPerMessage

const hasParts = (message: Omit<UIMessage, 'id'>) => message.parts.length > 0

/** Only text travels between models: one model's reasoning is refused by the next. */
function toUIMessage(message: HistoryMessage): Omit<UIMessage, 'id'> {
  const text = message.parts.filter((part) => part.type === 'text' && part.text !== '')
  return {
    role: message.role,
    parts: text.map((part) => ({ type: 'text', text: (part as { text: string }).text })),
  }
}
