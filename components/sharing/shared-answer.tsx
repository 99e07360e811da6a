'use client'

import type { ReactNode } from 'react'

import { Knot } from '@/components/chat/knot'
import { useModelName } from '@/components/models/model-names'
import type { SharedMessage } from '@/lib/core/thread/share'

const endings: Partial<Record<SharedMessage['status'], string>> = {
  pending: 'This answer has not begun yet.',
  streaming: 'This answer is still being written.',
  stopped: 'This answer was stopped.',
  failed: 'This answer failed.',
  interrupted: 'This answer was interrupted.',
}

/** An answer as somebody sees it who can only read. */
export function SharedAnswer({
  model,
  status,
  children,
}: {
  model: string | null
  status: SharedMessage['status']
  children: ReactNode
}) {
  const name = useModelName(model)
  const ending = endings[status]
  return (
    <article aria-label={`Answer from ${name}`} className="relative">
      <header className="relative mb-1.5 flex items-center gap-2.5">
        <Knot look={status === 'failed' ? 'failed' : 'over'} />
        <h2 className="text-label text-ink-muted min-w-0 truncate font-medium">{name}</h2>
      </header>
      {children}
      {ending && <p className="text-label text-ink-muted mt-3">{ending}</p>}
    </article>
  )
}
