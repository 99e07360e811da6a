'use client'

import { ChevronDown } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import { useModelName } from '@/components/models/model-names'

const loadPicker = () => import('@/components/models/model-picker')
const ModelPicker = lazy(loadPicker)

/** Says which model answers next, and opens the choice of another. */
export function ModelButton({
  model,
  onModel,
}: {
  model: string
  onModel: (model: string) => void
}) {
  const [isOpen, setOpen] = useState(false)
  const name = useModelName(model)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`Model: ${name}. Change`}
        onClick={() => setOpen(true)}
        onPointerEnter={() => void loadPicker().catch(() => undefined)}
        className="text-label text-ink-muted hover:bg-hover hover:text-ink coarse:h-11 flex h-9 min-w-0 items-center gap-1.5 rounded-full px-3 font-medium transition-colors"
        data-needs-script
      >
        <span className="truncate">{name}</span>
        <ChevronDown size={15} className="shrink-0" aria-hidden />
      </button>
      {isOpen && (
        <Suspense>
          <ModelPicker
            selected={model}
            onSelect={(id) => {
              setOpen(false)
              if (id !== model) onModel(id)
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
