import type { ContextTexts } from '@/components/context/context-texts'
import { formatDollars, formatShare } from '@/components/context/figures'
import type { Budget, Conversion, Ledger, Omission } from '@/lib/core/context/context'
import type { Usage } from '@/lib/core/thread/message'

/** Whether it is about what was sent or about what would be. */
export type Tense = 'past' | 'future'

/** How the model's window is filled. */
export function describeWindow(budget: Budget, t: ContextTexts): string[] {
  const { window, used, answer, head_room: headRoom, input } = budget
  const free = input - used
  return [
    t('meter.used', { used, window, share: formatShare(used, window, t) }),
    t('meter.kept', { answer, headRoom }),
    free >= 0 ? t('meter.free', { count: free }) : t('meter.over', { count: -free }),
  ]
}

/** What of the branch is not sent, in plain words. */
export function describeOmissions(
  omitted: readonly Omission[],
  tense: Tense,
  t: ContextTexts,
): string[] {
  const groups = new Map<string, Omission>()
  for (const omission of omitted) {
    const key = [omission.kind, omission.reason, omission.in_summary].join()
    const messages = (groups.get(key)?.messages ?? 0) + omission.messages
    groups.set(key, { ...omission, messages })
  }
  return [...groups.values()].map((group) => describeOmission(group, tense, t))
}

function describeOmission(omission: Omission, tense: Tense, t: ContextTexts): string {
  const { kind, reason, messages: count, in_summary: inSummary } = omission
  if (kind === 'summary') return t(`lost.${tense}.summary`)
  if (reason === 'empty') return t(`lost.${tense}.empty`, { count })
  return t(inSummary ? `lost.${tense}.in_summary` : `lost.${tense}.history`, { count })
}

/** Which parts are sent in another form than they have, in plain words. */
export function describeConversions(conversions: readonly Conversion[], t: ContextTexts): string[] {
  const groups = new Map<string, { sample: Conversion; messages: Set<string> }>()
  for (const conversion of conversions) {
    const key = `${conversion.what},${conversion.how}`
    const group = groups.get(key) ?? { sample: conversion, messages: new Set() }
    group.messages.add(conversion.message_id)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ sample: { how, what }, messages }) =>
    t(`lost.${how}.${what}`, { count: messages.size }),
  )
}

/** "3 new, 2 no longer sent, 1,840 tokens as before." */
export function describeDifference(
  { added, removed, kept_tokens: kept }: NonNullable<Ledger['difference']>,
  t: ContextTexts,
): string {
  return t('difference', { added: added.length, removed: removed.length, kept })
}

/** What the provider counted. */
export function describeUsage(usage: Usage, t: ContextTexts): string {
  const { input_tokens: input, output_tokens: output } = usage
  if (input === null && output === null) return t('usage.none')
  const cached = usage.cached_input_tokens ?? 0
  const reasoning = usage.reasoning_tokens ?? 0
  return t('usage.counted', {
    sent:
      input === null
        ? t('usage.sent_unknown', { cached })
        : t('usage.sent', { count: input, cached }),
    got:
      output === null
        ? t('usage.got_unknown', { reasoning })
        : t('usage.got', { count: output, reasoning }),
  })
}

/** What an answer cost. */
export const describeRealCost = ({ cost }: Usage, t: ContextTexts, locale: string): string =>
  cost === null ? t('usage.cost_unknown') : t('usage.cost', { cost: formatDollars(cost, locale) })
