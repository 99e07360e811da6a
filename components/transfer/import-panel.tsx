'use client'

import { clsx } from 'clsx'
import { FileUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useRef, useState, type DragEvent } from 'react'

import { ImportFailures } from '@/components/transfer/import-failures'
import { describeImport } from '@/components/transfer/import-state'
import { TransferProgress } from '@/components/transfer/transfer-progress'
import { useImport } from '@/components/transfer/use-import'
import { Button } from '@/components/ui/button'

/** Where a file is chosen or dropped to be imported, and where its import is followed. */
export function ImportPanel() {
  const t = useTranslations('transfer.import')
  const { state, start, cancel } = useImport()
  const [isOver, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const titleId = useId()
  const isRunning = state.kind === 'sending' || state.kind === 'reading'

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file && !isRunning) start(file)
  }

  return (
    <section aria-labelledby={titleId} className="grid gap-3">
      <h2 id={titleId} className="text-reading font-semibold">
        {t('title')}
      </h2>
      <p className="text-body text-ink-muted">{t('lead')}</p>
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={clsx(
          'bg-surface grid justify-items-center gap-3 rounded-lg border border-dashed px-4 py-6 text-center',
          isOver ? 'border-accent bg-accent-soft' : 'border-line-strong',
        )}
      >
        <input
          ref={input}
          type="file"
          aria-label={t('file')}
          accept=".json,.zip,application/json,application/zip"
          tabIndex={-1}
          className="sr-only"
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) start(file)
            target.value = ''
          }}
        />
        <Button onClick={() => input.current?.click()} disabled={isRunning} data-needs-script>
          <FileUp size={16} aria-hidden />
          {t('choose')}
        </Button>
        <p className="text-label text-ink-muted pointer-coarse:hidden">{t('drop')}</p>
      </div>
      {isRunning && (
        <TransferProgress
          label={state.kind === 'sending' ? t('sending') : t('importing')}
          share={state.share}
          cancel={t('cancel')}
          onCancel={cancel}
        />
      )}
      <p
        role="status"
        className={clsx('text-body', state.kind === 'failed' && 'text-danger font-medium')}
      >
        {describeImport(state, t)}
      </p>
      {state.kind === 'done' && <ImportFailures failures={state.result.failures} />}
    </section>
  )
}
