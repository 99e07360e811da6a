import type { ModelMessage } from 'ai'

import type { Budget, Conversion, Omission, Segment, SentFile } from '@/lib/core/context/context'
import { contextRoom, tokensPerMessage, type ContextRoom } from '@/lib/core/context/context-budget'
import { convertMessage } from '@/lib/core/context/convert-message'
import type { TokenCounter } from '@/lib/core/context/count-tokens'
import type { HistoryMessage } from '@/lib/core/context/history-message'
import { SkeinError } from '@/lib/core/errors'
import type { Model } from '@/lib/core/models/model'

export type SummaryInForce = { id: string; content: string; lastMessageId: string }

export type ContextInput = {
  model: Model
  systemPrompt: string | null
  summary: SummaryInForce | null
  /** The branch from old to new: the newest summarised messages, every one after them, and the question. */
  history: readonly HistoryMessage[]
  /** How many of the newest messages before the question are sent even when the summary stands for them. */
  keepRecent: number
  countTokens: TokenCounter
  /** The model's tokens for one of ours. */
  calibration: number
  /** Whether the request carries tool definitions. */
  hasTools: boolean
}

/** A segment with its text, as it is sent. */
export type SentSegment = Omit<Segment, 'cost'> & { text: string }

export type Context = {
  instructions: string | undefined
  messages: ModelMessage[]
  segments: SentSegment[]
  omitted: Omission[]
  conversions: Conversion[]
  budget: Budget
  /** The tokens of everything that could have been sent, in our count. */
  wantedTokens: number
  /** The tokens of what is sent, in our count. */
  sentTokens: number
  /** Messages that neither the summary nor this context carries. */
  omittedMessages: number
}

/** Tokens in our count, and in the model's. */
type Size = { ours: number; models: number }

type Item = {
  message: HistoryMessage
  messages: ModelMessage[]
  texts: { text: string; file?: SentFile; size: Size }[]
  conversions: Conversion[]
  size: Size
}

export const summaryHeading = 'Summary of earlier conversation: '

/**
 * Assembles the one payload of a turn: system prompt, summary, then the messages after it verbatim, with the newest few
 * before its end. What exceeds the model's budget is dropped, the oldest pair first, the summary last, and listed; system
 * prompt and question are always sent. Throws `context_too_large` when these two alone do not fit.
 */
export function assembleContext(input: ContextInput): Context {
  const { model, summary, calibration } = input
  const room = contextRoom(model)
  const systemPrompt = input.systemPrompt?.trim() ? input.systemPrompt : null
  const systemSize = sizeOf(systemPrompt, input)
  const summaryText = summary && summaryHeading + summary.content
  const summarySize = sizeOf(summaryText, input)

  const items = verbatim(input).map((message) => toItem(message, input))
  const question = items.at(-1)
  if (!question) throw new Error('A context needs a question.')
  const earlier = items.slice(0, -1)

  const fixed = systemSize.models + question.size.models
  if (fixed > room.input) throw tooLarge(model, room, fixed)
  const takesSummary = summaryText !== null && fixed + summarySize.models <= room.input
  const left = room.input - fixed - (takesSummary ? summarySize.models : 0)
  const kept = newestThatFit(pairs(earlier), left)
  const sent = [...kept.filter(({ messages }) => messages.length > 0), question]

  const segments: SentSegment[] = []
  if (systemPrompt !== null) segments.push(headSegment('system', systemPrompt, systemSize))
  if (summary && takesSummary) {
    segments.push({ ...headSegment('summary', summaryText, summarySize), summary_id: summary.id })
  }
  segments.push(...sent.flatMap((item) => toSegments(item, item === question)))

  const keptItems = new Set(kept)
  const sumOf = (parts: readonly { size: Size }[], of: keyof Size) =>
    parts.reduce((sum, { size }) => sum + size[of], 0)
  const head = systemSize.ours + (takesSummary ? summarySize.ours : 0)
  return {
    instructions:
      [systemPrompt, takesSummary ? summaryText : null]
        .filter((text) => text !== null)
        .join('\n\n') || undefined,
    messages: sent.flatMap(({ messages }) => messages),
    segments,
    omitted: [
      ...(summary && !takesSummary ? [summaryOmission(summary)] : []),
      ...omissions(earlier, keptItems),
    ],
    conversions: sent.flatMap(({ conversions }) => conversions),
    budget: { ...room, used: segments.reduce((sum, { tokens }) => sum + tokens, 0), calibration },
    wantedTokens: systemSize.ours + summarySize.ours + sumOf(items, 'ours'),
    sentTokens: head + sumOf(sent, 'ours'),
    omittedMessages: earlier.filter((item) => !keptItems.has(item) && !item.message.isSummarised)
      .length,
  }
}

function sizeOf(
  text: string | null,
  { countTokens, calibration }: ContextInput,
  overhead = tokensPerMessage,
): Size {
  if (text === null) return { ours: 0, models: 0 }
  const ours = countTokens(text) + overhead
  return { ours, models: Math.ceil(ours * calibration) }
}

const headSegment = (kind: 'system' | 'summary', text: string, size: Size): SentSegment => ({
  kind,
  role: 'system',
  message_id: null,
  summary_id: null,
  text,
  tokens: size.models,
})

const toSegments = ({ message, texts }: Item, isQuestion: boolean): SentSegment[] =>
  texts.map(({ text, file, size }) => ({
    kind: isQuestion ? 'message' : 'history',
    role: message.role,
    message_id: message.id,
    summary_id: null,
    text,
    ...(file && { file }),
    tokens: size.models,
  }))

/** What is to be sent word by word: all that no summary stands for, the newest few, and the question. */
function verbatim({ history, keepRecent }: ContextInput): HistoryMessage[] {
  const firstRecent = history.length - 1 - keepRecent
  return history.filter(({ isSummarised }, index) => !isSummarised || index >= firstRecent)
}

function toItem(message: HistoryMessage, input: ContextInput): Item {
  const { abilities } = input.model
  const { messages, texts, conversions } = convertMessage(message, {
    abilities,
    hasTools: input.hasTools,
  })
  const sized = texts.map(({ text, file }, index) => {
    const overhead = index === 0 ? tokensPerMessage : 0
    if (!file) return { text, size: sizeOf(text, input, overhead) }
    const { tokens, ...sent } = file
    // What a file counts has nothing to do with our tokens for texts.
    return { text, file: sent, size: { ours: tokens + overhead, models: tokens + overhead } }
  })
  const total = (of: keyof Size) => sized.reduce((sum, { size }) => sum + size[of], 0)
  return {
    message,
    messages,
    texts: sized,
    conversions,
    size: { ours: total('ours'), models: total('models') },
  }
}

/** A question with its answers is kept or dropped as a whole. */
function pairs(items: readonly Item[]): Item[][] {
  const groups: Item[][] = []
  for (const item of items) {
    const group = groups.at(-1)
    if (group && item.message.role !== 'user') group.push(item)
    else groups.push([item])
  }
  return groups
}

function newestThatFit(groups: readonly Item[][], room: number): Item[] {
  let left = room
  let first = groups.length
  while (first > 0) {
    const group = groups[first - 1] ?? []
    left -= group.reduce((sum, { size }) => sum + size.models, 0)
    if (left < 0 || group.some(({ message }) => message.parts === null)) break
    first--
  }
  return groups.slice(first).flat()
}

const summaryOmission = (summary: SummaryInForce): Omission => ({
  reason: 'budget',
  kind: 'summary',
  first_message_id: summary.lastMessageId,
  last_message_id: summary.lastMessageId,
  messages: 0,
  in_summary: true,
})

/** Runs of neighbours that were left out for the same reason. */
function omissions(earlier: readonly Item[], kept: ReadonlySet<Item>): Omission[] {
  const found: Omission[] = []
  let runs = false
  for (const item of earlier) {
    const { message, messages } = item
    const reason = !kept.has(item) ? 'budget' : messages.length === 0 ? 'empty' : null
    const last = found.at(-1)
    if (reason === null) {
      runs = false
    } else if (runs && last?.reason === reason && last.in_summary === message.isSummarised) {
      last.last_message_id = message.id
      last.messages++
    } else {
      runs = true
      found.push({
        reason,
        kind: 'history',
        first_message_id: message.id,
        last_message_id: message.id,
        messages: 1,
        in_summary: message.isSummarised,
      })
    }
  }
  return found
}

function tooLarge(model: Model, room: ContextRoom, tokens: number): SkeinError {
  const count = (value: number) => value.toLocaleString('en-US')
  return new SkeinError(
    'context_too_large',
    `This message has about ${count(tokens)} tokens, and ${model.name} takes ${count(room.input)} at once. Shorten it, or choose a model with a larger window.`,
  )
}
