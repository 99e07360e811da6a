'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'

import { loadCatalogue } from '@/components/models/catalogue'
import { useModelName } from '@/components/models/model-names'
import { IconButton } from '@/components/ui/icon-button'

export type ChosenModelProps = {
  /** One or several that answer the next message only. */
  models: readonly string[]
  onChange: (models: readonly string[]) => void
}

/** Says which model answers the next message alone, and takes it back. Of those that were chosen, such as cannot answer are dropped. */
export default function ChosenModel({ models, onChange }: ChosenModelProps) {
  useEffect(() => {
    let isWanted = true
    loadCatalogue().then(
      ({ data }) => {
        const able = models.filter((id) =>
          data.some((model) => model.id === id && model.configured),
        )
        if (isWanted && able.length < models.length) onChange(able)
      },
      // The server will say it.
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [models, onChange])
  const [model, ...others] = models
  if (model === undefined || others.length > 0) return null
  return <Chosen model={model} onClear={() => onChange([])} />
}

function Chosen({ model, onClear }: { model: string; onClear: () => void }) {
  const t = useTranslations('composer')
  const name = useModelName(model)
  return (
    <p className="px-3 pt-2.5">
      <span className="bg-accent-soft text-label inline-flex max-w-full items-center gap-1 rounded-full py-0.5 pr-1 pl-3">
        <strong className="truncate font-medium">@{name}</strong>
        <span className="text-ink-muted hidden sm:inline">{t('only_this')}</span>
        <IconButton
          label={t('clear_model')}
          tip="none"
          size="small"
          icon={<X size={14} aria-hidden />}
          onClick={onClear}
          className="rounded-full!"
        />
      </span>
    </p>
  )
}
