import type { TokenCounter } from '@/lib/core/context/count-tokens'
import type { SummaryTrigger } from '@/lib/core/summary/summary'

/** Names the wording below; every summary records the one it was written with. */
export const summaryPromptVersion = '1'

export const summaryInstructions = `Summarize the conversation concisely, preserving key facts, decisions and context.

You are given the previous summary, if there is one, and the messages since. Write one summary that stands for both, so that another assistant can go on without having read them. Keep names, numbers, dates, code identifiers, preferences, open questions and what was decided; keep what the previous summary holds unless it was revised. Leave out pleasantries. Write plain text in the language of the conversation, without a heading and without comment on your task.`

export type SummaryMessage = {
  id: string
  role: 'user' | 'assistant' | 'system'
  content: string
  model: string | null
}

/** What is given to the model that writes a summary: the one before and the messages that it has to take in. */
export function summaryPrompt(
  previous: string | null,
  messages: readonly SummaryMessage[],
): string {
  return [
    `Previous summary:\n${previous ?? '(none)'}`,
    'New messages:',
    ...messages.map((message) => `${speaker(message)}: ${message.content || '(no text)'}`),
  ].join('\n\n')
}

const speaker = ({ role, model }: SummaryMessage): string =>
  role === 'user' ? 'User' : model === null ? 'Assistant' : `Assistant (${model})`

export type SummarySettings = {
  /** Messages since the last link after which the next one is written; 0: never. */
  threshold: number
  /** The newest messages that are sent verbatim in any case. */
  keepRecent: number
  /** The share of the budget above which a summary is written sooner. */
  tokenShare: number
}

/** Whether the next link of a chain is due, and why. `messages` are those of the branch since the last link. */
export function dueSummary(
  settings: SummarySettings,
  state: { messages: number; usedTokens: number; budgetTokens: number },
): SummaryTrigger | null {
  const { threshold, keepRecent, tokenShare } = settings
  if (threshold === 0) return null
  if (state.messages >= threshold) return 'threshold'
  const isNearBudget = state.usedTokens >= tokenShare * state.budgetTokens
  return isNearBudget && state.messages > keepRecent ? 'budget' : null
}

/** Tokens; enough for the facts of a long thread, small beside what it replaces. */
const mostSummaryTokens = 1200
const leastSummaryTokens = 64

/** How long a summary may be that replaces so many tokens. */
export const summaryCap = (tokensBefore: number): number =>
  Math.max(leastSummaryTokens, Math.min(mostSummaryTokens, tokensBefore - 1))

const cutMark = ' […]'

/**
 * The oldest messages that fit the model which is to summarise them, at least one: a message that is too long alone is
 * cut. What does not fit is taken by the next link.
 */
export function takeSpan(
  messages: readonly SummaryMessage[],
  room: number,
  countTokens: TokenCounter,
): SummaryMessage[] {
  const taken: SummaryMessage[] = []
  let left = room
  for (const message of messages) {
    left -= countTokens(message.content) + 8
    if (left < 0) break
    taken.push(message)
  }
  // The rest begins with a question, so that its answer is not parted from it.
  if (taken.length < messages.length && taken.length > 1 && taken.at(-1)?.role === 'user')
    taken.pop()
  if (taken.length > 0 || !messages[0]) return taken
  // No tokenizer gives more tokens than a text has UTF-8 bytes, and no UTF-16 unit has more than three.
  const content = messages[0].content.slice(0, Math.max(0, Math.floor(room / 3))) + cutMark
  return [{ ...messages[0], content }]
}
