import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { ThinkingTime } from '@/components/chat/parts/thinking-time'
import type { MessagePart } from '@/lib/core/thread/message'
import { thinkingTimeOf } from '@/lib/core/turn/thinking-time'

export type Reasoning = Extract<MessagePart, { type: 'reasoning' }>

/** What a model thought before it answered and how long it took, folded. */
export function ReasoningPart({ part }: { part: Reasoning }) {
  const t = useTranslations('chat.reasoning')
  const text = part.text.trim()
  if (text === '') return null
  return (
    <details className="group/reasoning text-body text-ink-muted">
      <summary className="hover:text-ink coarse:h-11 -ml-1 inline-flex h-8 list-none items-center gap-1 rounded-sm pr-2 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={16}
          aria-hidden
          className="transition-transform group-open/reasoning:rotate-90"
        />
        {part.state === 'streaming' ? <ThinkingTime /> : over(t, thinkingTimeOf(part))}
      </summary>
      <div className="border-line-strong mt-1 mb-2 ml-1.5 border-l pl-4 whitespace-pre-wrap">
        {text}
      </div>
    </details>
  )
}

function over(
  t: ReturnType<typeof useTranslations<'chat.reasoning'>>,
  milliseconds: number | null,
): string {
  if (milliseconds === null) return t('name')
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 1) return t('aMoment')
  return t('over', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
}
