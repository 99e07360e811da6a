import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Knot, type KnotProps } from '@/components/chat/knot'
import type { LiveTurn } from '@/components/chat/live-turn'
import { hasEnded } from '@/components/chat/stored-message'

export type AnswerFrameProps = {
  /** The answer's id, null when no server has it. */
  id: string | null
  /** What the model is called that wrote it. */
  name: string
  status: LiveTurn['status']
  /** How many answers of the thread come first. */
  ahead: number
  children: ReactNode
}

/** What stands around an answer: who wrote it, and its knot on the thread. */
export function AnswerFrame({ id, name, status, ahead, children }: AnswerFrameProps) {
  const t = useTranslations('chat')
  return (
    <article
      aria-label={t('answer_from', { name })}
      data-message-id={id ?? undefined}
      tabIndex={-1}
      aria-busy={!hasEnded(status)}
      className="group/answer relative outline-none"
    >
      <header className="relative mb-1.5 flex items-center gap-2.5">
        <Knot look={knotOf(status, ahead)} />
        <h2 className="text-label text-ink-muted min-w-0 truncate font-medium">{name}</h2>
      </header>
      {children}
    </article>
  )
}

function knotOf(status: string, ahead: number): KnotProps['look'] {
  if (status === 'failed') return 'failed'
  if (hasEnded(status)) return 'over'
  return ahead > 0 ? 'waiting' : 'running'
}
