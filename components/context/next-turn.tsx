'use client'

import { clsx } from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState, useSyncExternalStore } from 'react'

import { request } from '@/components/api/request'
import { useErrorText } from '@/components/api/use-error-text'
import { fetchPreview, type ContextPreviewStore } from '@/components/context/context-preview'
import { formatDollars } from '@/components/context/figures'
import { LeftOut } from '@/components/context/left-out'
import { LoadFailure, LoadingContext } from '@/components/context/load-state'
import { ModelComparison } from '@/components/context/model-comparison'
import { ModelSelect } from '@/components/context/model-select'
import { Section } from '@/components/context/section'
import { SegmentList } from '@/components/context/segment-list'
import { TokenBar } from '@/components/context/token-bar'
import { useLoad } from '@/components/context/use-load'
import { WindowMeter } from '@/components/context/window-meter'
import type { ContextPreview } from '@/lib/core/context/context'

export type NextTurnProps = {
  threadId: string
  model: string
  demoModels: readonly string[]
  onModel: (model: string) => void
  store: ContextPreviewStore
}

/** What the next turn would send, with the thread's model or one to try. */
export function NextTurn({ threadId, model, demoModels, onModel, store }: NextTurnProps) {
  const current = useSyncExternalStore(store.subscribe, store.getState, store.getState)
  const [picked, setPicked] = useState<string | null>(null)
  const tried = picked === model ? null : picked
  const load = useMemo(
    () =>
      tried === null
        ? null
        : (signal: AbortSignal) =>
            fetchPreview(request, { threadId, model: tried, draft: current.draft }, signal),
    [threadId, tried, current],
  )
  const other = useLoad(load)
  const { data, failure, retry } =
    tried === null
      ? { data: current.preview, failure: current.failure, retry: store.refresh }
      : other
  const wanted = tried ?? model
  const isCurrent = data?.model === wanted
  // Until it comes, what is known of the model from before, or else of the one before.
  const before = other.data?.model === wanted ? other.data : current.preview
  const preview = isCurrent ? data : failure === null ? before : null

  const use = (id: string) => {
    setPicked(null)
    onModel(id)
  }

  const models = current.preview?.models ?? []
  return (
    <>
      {models.length > 0 && (
        <ModelSelect models={models} selected={wanted} inUse={model} onSelect={setPicked} />
      )}
      {failure !== null && <LoadFailure failure={failure} onRetry={retry} />}
      {preview ? (
        <div
          aria-busy={!isCurrent}
          className={clsx('grid min-w-0 gap-6 transition-opacity', !isCurrent && 'opacity-50')}
        >
          <Preview {...{ preview, model, demoModels }} onUse={use} />
        </div>
      ) : (
        failure === null && <LoadingContext />
      )}
    </>
  )
}

type PreviewProps = Pick<NextTurnProps, 'model' | 'demoModels'> & {
  preview: ContextPreview
  onUse: (model: string) => void
}

function Preview({ preview, onUse, ...comparison }: PreviewProps) {
  const t = useTranslations('context.next')
  const explainError = useErrorText()
  const locale = useLocale()
  const { budget, segments, error, estimated_cost: cost } = preview
  return (
    <>
      {error && (
        <p className="bg-caution-soft text-caution text-body rounded-md p-3.5">
          {explainError(error)}
        </p>
      )}
      <Section title={t('window')}>
        <WindowMeter budget={budget} />
      </Section>
      <Section title={t('cost_title')}>
        <p className="text-label">
          {cost === null
            ? t('cost_unknown')
            : t('cost', {
                cost: formatDollars(cost, locale),
                tokens: preview.expected_output_tokens,
              })}
        </p>
      </Section>
      <Section title={t('sent')}>
        <TokenBar segments={segments} />
      </Section>
      <LeftOut {...preview} tense="future" />
      <Section title={t('others')}>
        <ModelComparison preview={preview} onUse={onUse} {...comparison} />
      </Section>
      <Section title={t('pieces')}>
        {segments.length === 0 ? (
          <p className="text-label text-ink-muted">{t('nothing')}</p>
        ) : (
          <SegmentList segments={segments} />
        )}
      </Section>
    </>
  )
}
