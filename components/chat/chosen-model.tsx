'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useModelName } from '@/components/models/model-names'
import { IconButton } from '@/components/ui/icon-button'

/** Says which model answers the next message alone, and takes it back. */
export default function ChosenModel({ model, onClear }: { model: string; onClear: () => void }) {
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
