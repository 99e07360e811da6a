'use client'

import { clsx } from 'clsx'
import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { TransferProgress } from '@/components/transfer/transfer-progress'
import { useExport } from '@/components/transfer/use-export'
import { buttonClass } from '@/components/ui/button'

/** The way to one file with all threads, which the browser fetches by itself where there is no script. */
export function ExportPanel() {
  const t = useTranslations('transfer.export')
  const { state, said, start, cancel } = useExport()
  return (
    <section aria-labelledby="export" className="grid justify-items-start gap-3">
      <h2 id="export" className="text-reading font-semibold">
        {t('title')}
      </h2>
      <p className="text-body text-ink-muted">{t('lead')}</p>
      {state.kind === 'running' ? (
        <TransferProgress
          label={t('exporting')}
          share={state.progress && state.progress.threads / Math.max(state.progress.total, 1)}
          cancel={t('cancel')}
          onCancel={cancel}
        />
      ) : (
        <a
          href="/api/export"
          download
          onClick={(event) => {
            event.preventDefault()
            start()
          }}
          className={buttonClass('quiet')}
        >
          <Download size={16} aria-hidden />
          {t(state.kind === 'failed' ? 'again' : 'all')}
        </a>
      )}
      <p
        role="status"
        className={clsx('text-body', state.kind === 'failed' && 'text-danger font-medium')}
      >
        {said}
      </p>
    </section>
  )
}
