import {
  formatCount,
  formatDollars,
  formatNumberOf,
  formatShare,
  formatTokens,
} from '@/components/context/figures'
import type { Budget, Conversion, Ledger, Omission } from '@/lib/core/context/context'
import type { Usage } from '@/lib/core/thread/message'

/** Whether it is about what was sent or about what would be. */
export type Tense = 'past' | 'future'

/** How the model's window is filled. */
export function describeWindow(budget: Budget): string[] {
  const { window, used, answer, head_room: headRoom, input } = budget
  const free = input - used
  return [
    `${formatCount(used)} of ${formatTokens(window)} used (${formatShare(used, window)}).`,
    `${formatCount(answer)} are kept for the answer and ${formatCount(headRoom)} as head-room.`,
    free >= 0 ? `${formatCount(free)} are free.` : `${formatCount(-free)} too many.`,
  ]
}

/** What of the branch is not sent, in plain words. */
export function describeOmissions(omitted: readonly Omission[], tense: Tense): string[] {
  const groups = new Map<string, Omission>()
  for (const omission of omitted) {
    const key = [omission.kind, omission.reason, omission.in_summary].join()
    const messages = (groups.get(key)?.messages ?? 0) + omission.messages
    groups.set(key, { ...omission, messages })
  }
  return [...groups.values()].map((group) => describeOmission(group, tense))
}

function describeOmission(omission: Omission, tense: Tense): string {
  const { kind, reason, messages, in_summary: inSummary } = omission
  const isPast = tense === 'past'
  const one = messages === 1
  const fit = isPast ? 'did not fit' : one || kind === 'summary' ? 'does not fit' : 'do not fit'
  const are = isPast ? (one ? 'was' : 'were') : one ? 'is' : 'are'
  if (kind === 'summary') return `The summary ${fit} and ${isPast ? 'was' : 'is'} left out.`
  if (reason === 'empty') {
    return `${formatNumberOf(messages, 'message')} without any text ${are} left out.`
  }
  const older = formatNumberOf(messages, 'older message')
  return inSummary
    ? `${older} ${fit}; the summary stands for ${one ? 'it' : 'them'}.`
    : `${older} ${fit} and ${are} left out.`
}

/** Which parts are sent in another form than they have, in plain words. */
export function describeConversions(conversions: readonly Conversion[]): string[] {
  const groups = new Map<string, { sample: Conversion; messages: Set<string> }>()
  for (const conversion of conversions) {
    const key = `${conversion.what},${conversion.how}`
    const group = groups.get(key) ?? { sample: conversion, messages: new Set() }
    group.messages.add(conversion.message_id)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ sample, messages }) =>
    describeConversion(sample, messages.size),
  )
}

const parts: Record<Conversion['what'], string> = {
  reasoning: 'Reasoning',
  image: 'Images',
  file: 'Files',
  tool: 'Tool calls',
  other: 'Other parts',
}

function describeConversion({ what, how }: Conversion, messages: number): string {
  const from = formatNumberOf(messages, what === 'reasoning' ? 'answer' : 'message')
  const verb = what === 'reasoning' ? 'is' : 'are'
  const end = how === 'left_out' ? 'not sent on' : standIns[what]
  return `${parts[what]} of ${from} ${verb} ${end}.`
}

/** A picture becomes its name, a file its name and whatever text it holds. */
const standIns: Record<Conversion['what'], string> = {
  reasoning: 'sent as text',
  image: 'replaced by a note: the model does not take them',
  file: 'replaced by a note, with their text where they have one',
  tool: 'sent as text',
  other: 'sent as text',
}

/** "3 new, 2 no longer sent, 1,840 tokens as before". */
export function describeDifference(difference: NonNullable<Ledger['difference']>): string {
  const { added, removed, kept_tokens: kept } = difference
  return [
    added.length === 0 ? 'Nothing new' : `${formatCount(added.length)} new`,
    removed.length === 0
      ? 'all from before still sent'
      : `${formatCount(removed.length)} no longer sent`,
    `${formatTokens(kept)} as before`,
  ].join(', ')
}

/** What the provider counted. */
export function describeUsage(usage: Usage): string {
  const { input_tokens: input, output_tokens: output } = usage
  if (input === null && output === null) return 'The provider reported no counts.'
  const sent = `${countOr(input)} in${inBrackets(usage.cached_input_tokens, 'from its cache')}`
  const got = `${countOr(output)} out${inBrackets(usage.reasoning_tokens, 'for reasoning')}`
  return `The provider counted ${sent} and ${got}.`
}

const countOr = (count: number | null) =>
  count === null ? 'an unknown number of tokens' : formatTokens(count)

const inBrackets = (count: number | null, words: string) =>
  count ? ` (${formatCount(count)} ${words})` : ''

/** What an answer cost. */
export const describeRealCost = ({ cost }: Usage): string =>
  cost === null ? 'What it cost is not known.' : `It cost ${formatDollars(cost)}.`
