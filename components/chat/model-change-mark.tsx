'use client'

import { Knot } from '@/components/chat/knot'
import { useModelName } from '@/components/models/model-names'

/** The place where the thread goes on with another model. */
export function ModelChangeMark({ model }: { model: string }) {
  const name = useModelName(model)
  return (
    <p className="text-label text-ink-muted relative flex items-center gap-2.5">
      <Knot look="change" />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        Now with <span className="text-ink font-medium">{name}</span>
      </span>
      <span aria-hidden className="bg-line h-px flex-1" />
    </p>
  )
}
