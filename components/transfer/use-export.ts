'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'

import { explain } from '@/components/api/explain'
import { fetchExport, type ExportProgress } from '@/components/transfer/export-download'
import { describeExport, type ExportState } from '@/components/transfer/export-state'
import { createTransferStore } from '@/components/transfer/transfer-store'
import { downloadBlob } from '@/components/ui/download-blob'

const exportStore = createTransferStore<ExportState>({ kind: 'idle' })

/** The export that runs, or the last one. */
export function useExport() {
  const t = useTranslations('transfer.export')
  const locale = useLocale()
  const state = useSyncExternalStore(
    exportStore.subscribe,
    exportStore.getState,
    () => exportStore.idle,
  )
  const describe = (of: ExportState) => describeExport(of, t, locale)
  return {
    state,
    said: describe(state),
    start: () => void exportStore.run(exporting, describe),
    cancel: exportStore.cancel,
  }
}

async function exporting(show: (state: ExportState) => void, signal: AbortSignal) {
  show({ kind: 'running', progress: null })
  try {
    const onProgress = (progress: ExportProgress) => show({ kind: 'running', progress })
    const { blob, name } = await fetchExport(onProgress, signal)
    downloadBlob(blob, name)
    show({ kind: 'done', name })
  } catch (error) {
    show(signal.aborted ? { kind: 'stopped' } : { kind: 'failed', message: explain(error) })
  }
}
