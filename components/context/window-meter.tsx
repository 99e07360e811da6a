import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'

import { describeWindow } from '@/components/context/context-sentences'
import { isNearlyFull } from '@/components/context/describe-fill'
import type { Budget } from '@/lib/core/context/context'

/** How the model's window is filled: what is sent, what is kept for the answer, what is free. */
export function WindowMeter({ budget }: { budget: Budget }) {
  const t = useTranslations('context')
  const { window, used, answer, head_room: headRoom } = budget
  const words = describeWindow(budget, t)
  const width = (tokens: number) => `${Math.min(100, (Math.max(0, tokens) / window) * 100)}%`
  return (
    <>
      <div
        role="meter"
        aria-label={t('meter.label')}
        aria-valuemin={0}
        aria-valuemax={window}
        aria-valuenow={Math.min(used, window)}
        aria-valuetext={words[0]}
        className="bg-sunken border-line-strong flex h-2.5 justify-between overflow-hidden rounded-full border"
      >
        <div
          style={{ width: width(used) }}
          className={clsx('min-w-1', isNearlyFull(budget) ? 'bg-caution' : 'bg-accent')}
        />
        <div style={{ width: width(answer + headRoom) }} className="bg-line-strong" />
      </div>
      <p className="text-label">{words.join(' ')}</p>
    </>
  )
}
