import type { TokenCounter } from '@/lib/core/context/count-tokens'
import { SkeinError } from '@/lib/core/errors'
import { summaryCap } from '@/lib/core/summary/plan-summary'
import { maxSummaryLength } from '@/lib/core/summary/summary'

/** Marks of reasoning and of tool calls that models leak into their text. */
const leaks =
  /<\/?(?:think|thinking|reasoning|analysis|scratchpad|tool_call|tool_calls|tool_response|function_call|invoke|function)\b[^>]*>|<\|[a-z_]+\|>|\[TOOL_CALLS\]|"(?:tool_calls|function_call)"\s*:/i

/**
 * Takes what a model wrote as a summary of `tokensBefore` tokens. Throws `summary_rejected` when the answer did not end by
 * itself, is empty, has reasoning or tool syntax in it, is not shorter than what it replaces, or is over the cap.
 */
export function checkSummary(
  written: { text: string; finishReason: string },
  tokensBefore: number,
  countTokens: TokenCounter,
): { content: string; tokens: number } {
  const content = written.text.trim()
  if (content === '') throw rejected('it is empty')
  if (written.finishReason !== 'stop') throw rejected('it is not complete')
  if (leaks.test(content)) throw rejected('it contains reasoning or tool calls')
  const tokens = countTokens(content)
  if (tokens >= tokensBefore) throw rejected('it is longer than what it replaces')
  if (tokens > summaryCap(tokensBefore) || content.length > maxSummaryLength) {
    throw rejected('it is too long')
  }
  return { content, tokens }
}

const rejected = (why: string) =>
  new SkeinError('summary_rejected', `What the model wrote is no usable summary: ${why}.`)
