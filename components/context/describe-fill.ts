import type { ContextTexts } from '@/components/context/context-texts'
import { formatShare } from '@/components/context/figures'
import type { Budget, ContextPreview } from '@/lib/core/context/context'

const nearlyFull = 0.8
const leastVisiblePercent = 3

/** Measured by what may be sent, which the answer's room leaves of the window. */
export const isNearlyFull = ({ used, input }: Budget): boolean => used >= input * nearlyFull

export type Fill = {
  label: string
  /** Of a ring that is full at 100. */
  percent: number
  needsCare: boolean
}

/** How full the window is, for an eye and for an ear. As a thread opens, hence without `Intl`, whose first use is slow. */
export function describeFill(
  preview: Pick<ContextPreview, 'budget' | 'error'> | null,
  t: ContextTexts,
): Fill {
  if (!preview) return { label: t('label'), percent: 0, needsCare: false }
  const { used, window } = preview.budget
  const isTooLarge = preview.error !== null
  const needsCare = isTooLarge || isNearlyFull(preview.budget)
  const state = isTooLarge ? 'too_large' : needsCare ? 'nearly_full' : 'calm'
  return {
    label: t('ring', { share: formatShare(used, window, t), state }),
    percent: used === 0 ? 0 : Math.min(100, Math.max(leastVisiblePercent, (used / window) * 100)),
    needsCare,
  }
}
