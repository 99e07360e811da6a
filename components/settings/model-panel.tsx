'use client'

import { useTranslations } from 'next-intl'

import { useSend } from '@/components/account/use-send'
import { ModelButton } from '@/components/models/model-button'
import { ModelNamesProvider, type ModelNames } from '@/components/models/model-names'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { toastStore } from '@/components/ui/toast-store'

export type ModelPanelProps = {
  /** What new threads begin with now. */
  model: string
  /** Whether that is chosen, or the server's own. */
  isChosen: boolean
  modelNames: ModelNames
}

/** Which model answers first in a new thread. */
export function ModelPanel({ model, isChosen, modelNames }: ModelPanelProps) {
  const t = useTranslations('settings.model')
  const { isSending, send } = useSend()
  const choose = async (preferred: string | null) => {
    const body = { preferred_model: preferred }
    const reason = await send('/api/user/profile', { method: 'PATCH', body })
    toastStore.show({ message: reason ?? t('saved') })
  }
  return (
    <Panel id="model" title={t('title')} lead={t('lead')}>
      <div className="flex flex-wrap items-center gap-2">
        <div className="border-line-strong min-w-0 rounded-full border">
          <ModelNamesProvider names={modelNames}>
            <ModelButton model={model} onModel={(id) => void choose(id)} />
          </ModelNamesProvider>
        </div>
        {isChosen ? (
          <Button disabled={isSending} onClick={() => void choose(null)} data-needs-script>
            {t('use_default')}
          </Button>
        ) : (
          <span className="text-label text-ink-muted">{t('is_default')}</span>
        )}
      </div>
    </Panel>
  )
}
