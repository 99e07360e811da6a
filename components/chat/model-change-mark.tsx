'use client'

import { useTranslations } from 'next-intl'

import { Knot } from '@/components/chat/knot'
import { useModelName } from '@/components/models/model-names'

/** The place where the thread goes on with another model. */
export default function ModelChangeMark({ model }: { model: string }) {
  const t = useTranslations('chat')
  const name = useModelName(model)
  return (
    <p className="text-label text-ink-muted relative flex items-center gap-2.5">
      <Knot look="change" />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {t.rich('now_with', {
          name,
          strong: (text) => <span className="text-ink font-medium">{text}</span>,
        })}
      </span>
      <span aria-hidden className="bg-line h-px flex-1" />
    </p>
  )
}
