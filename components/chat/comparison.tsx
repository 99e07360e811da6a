'use client'

import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { useMessageActions } from '@/components/chat/message-actions'
import { Button } from '@/components/ui/button'

export type ComparedAnswer = {
  key: string
  id: string | null
  isChosen: boolean
  answer: ReactNode
}

/** Answers side by side, on a phone one after the other by swiping; one of them is what the thread goes on from. */
export default function Comparison({ answers }: { answers: readonly ComparedAnswer[] }) {
  const t = useTranslations('chat.comparison')
  const { choose, isSwitching } = useMessageActions()
  return (
    <div
      role="group"
      aria-label={t('label', { count: answers.length })}
      tabIndex={0}
      className="-mx-4 flex snap-x snap-mandatory items-stretch gap-3 overflow-x-auto px-4 pb-2 sm:-mx-6 sm:px-6 md:mx-0 md:grid md:auto-cols-fr md:grid-flow-col md:overflow-visible md:px-0"
    >
      {answers.map(({ key, id, isChosen, answer }) => (
        <section
          key={key}
          data-compared
          className={clsx(
            'flex w-[85%] min-w-0 shrink-0 snap-center flex-col rounded-lg border p-4 pb-3 md:w-auto',
            isChosen ? 'border-accent' : 'border-line',
          )}
        >
          <div className="min-w-0 flex-1">{answer}</div>
          <Button
            aria-pressed={isChosen}
            disabled={id === null}
            // What is disabled would lose the focus of who has just pressed it.
            aria-disabled={isSwitching && !isChosen}
            onClick={() => id !== null && !isChosen && !isSwitching && choose(id)}
            look={isChosen ? 'bare' : 'quiet'}
            className="mt-2 w-full aria-disabled:opacity-50"
            data-needs-script
          >
            {isChosen && <Check size={16} className="text-accent" aria-hidden />}
            {t(isChosen ? 'chosen' : 'choose')}
          </Button>
        </section>
      ))}
    </div>
  )
}
