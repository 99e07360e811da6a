'use client'

import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'

import { explain } from '@/components/api/explain'
import { RequestError } from '@/components/api/request'
import { threadList } from '@/components/threads/thread-list-store'
import { describeImport, type ImportState } from '@/components/transfer/import-state'
import { importUpload } from '@/components/transfer/import-upload'
import { createTransferStore } from '@/components/transfer/transfer-store'

const importStore = createTransferStore<ImportState>({ kind: 'idle' })

/** The import that runs, or the last one. */
export function useImport() {
  const t = useTranslations('transfer.import')
  const state = useSyncExternalStore(
    importStore.subscribe,
    importStore.getState,
    () => importStore.idle,
  )
  const start = (file: File) =>
    void importStore.run(importing(file), (ended) => describeImport(ended, t))
  return { state, start, cancel: importStore.cancel }
}

const importing =
  (file: File) => async (show: (state: ImportState) => void, signal: AbortSignal) => {
    const { name } = file
    let threads = 0
    show({ kind: 'sending', name, share: 0 })
    try {
      const result = await importUpload(
        file,
        {
          onUpload: (sent, total) =>
            show(
              sent < total
                ? { kind: 'sending', name, share: sent / total }
                : { kind: 'reading', name, share: 0, progress: null },
            ),
          onProgress: (progress) => {
            threads = progress.threads
            const share = progress.bytes_read / progress.bytes_total
            show({ kind: 'reading', name, share, progress })
          },
        },
        signal,
      )
      show({ kind: 'done', name, result })
    } catch (error) {
      show(
        signal.aborted
          ? { kind: 'stopped', name, threads }
          : {
              kind: 'failed',
              name,
              message: explain(error),
              said: error instanceof RequestError ? error.message : null,
            },
      )
    } finally {
      void threadList.refresh()
    }
  }
