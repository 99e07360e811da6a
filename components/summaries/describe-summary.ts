import type { Summary, SummaryFailure, SummaryTrigger } from '@/lib/core/summary/summary'

const grouped = new Intl.NumberFormat('en')
const dollars = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumSignificantDigits: 3,
  roundingPriority: 'morePrecision',
})

export const formatCount = (count: number): string => grouped.format(count)

/** "messages 1 to 20". */
export const describeSpan = ({ first_position: first, last_position: last }: Summary): string =>
  first === last
    ? `message ${formatCount(first)}`
    : `messages ${formatCount(first)} to ${formatCount(last)}`

/** "14 messages". */
export const describeMessages = (count: number): string =>
  count === 1 ? 'one message' : `${formatCount(count)} messages`

/** "$0.00012". */
export function describeCost(cost: number | null): string {
  if (cost === null) return 'not known'
  return cost === 0 ? 'nothing' : dollars.format(cost)
}

const reasons: Record<SummaryTrigger, string> = {
  threshold: 'enough messages had come since the last one',
  budget: 'the messages began to fill the model’s window',
  person: 'somebody asked for it',
}

/** Why it was written, in the words of a person. */
export const describeTrigger = (trigger: SummaryTrigger): string => reasons[trigger]

/** The reason of a failure, to be said within a sentence. */
export const describeFailure = ({ message }: SummaryFailure): string =>
  message.trim().replace(/[.\s]+$/, '')
