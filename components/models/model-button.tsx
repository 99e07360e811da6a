'use client'

import { ChevronDown, Columns2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Suspense, useState } from 'react'

import { useModelName } from '@/components/models/model-names'
import { useShortcut } from '@/components/shortcuts/use-shortcut'
import { lazyPart } from '@/components/ui/lazy-part'
import type { ModelFit } from '@/lib/core/context/context'

const loadPicker = () => import('@/components/models/model-picker')
const ModelPicker = lazyPart(loadPicker)

/** Knows how the thread would fare with each model, once the server has said it. */
export type FitSource = {
  subscribe: (listener: () => void) => () => void
  getState: () => { preview: { models: readonly ModelFit[] } | null }
}

export type ModelButtonProps = {
  model: string
  /** The models that answer the next message side by side, instead of one. */
  compared?: readonly string[]
  fits?: FitSource
  onModel: (model: string) => void
  /** Absent where only one can be chosen. */
  onCompare?: (models: readonly string[]) => void
}

/** Says which model answers next, and opens the choice of another. */
export function ModelButton(props: ModelButtonProps) {
  const { model, compared = [], fits, onModel, onCompare } = props
  const t = useTranslations('models')
  const [isOpen, setOpen] = useState(false)
  const name = useModelName(model)
  const isComparing = compared.length > 1
  const face = isComparing ? t('side_by_side', { count: compared.length }) : name
  useShortcut('model_picker', () => setOpen(true))
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t('change', { name: face })}
        onClick={() => setOpen(true)}
        onPointerEnter={() => void loadPicker().catch(() => undefined)}
        className="text-label text-ink-muted hover:bg-hover hover:text-ink coarse:h-11 flex h-9 min-w-0 items-center gap-1.5 rounded-full px-3 font-medium transition-colors"
        data-needs-script
      >
        {isComparing && <Columns2 size={15} className="text-accent shrink-0" aria-hidden />}
        <span className="truncate">{face}</span>
        <ChevronDown size={15} className="shrink-0" aria-hidden />
      </button>
      {isOpen && (
        <Suspense>
          <ModelPicker
            selected={model}
            fits={fits}
            onSelect={(id) => {
              setOpen(false)
              onCompare?.([])
              if (id !== model) onModel(id)
            }}
            onCompare={
              onCompare &&
              ((models) => {
                setOpen(false)
                onCompare(models)
              })
            }
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
