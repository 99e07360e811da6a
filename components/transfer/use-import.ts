'use client'

import { useEffect, useRef, useState } from 'react'

import { explain } from '@/components/api/explain'
import { threadList } from '@/components/threads/thread-list-store'
import type { ImportState } from '@/components/transfer/import-state'
import { importUpload } from '@/components/transfer/import-upload'

/** One import at a time; leaving the page ends it. */
export function useImport() {
  const [state, setState] = useState<ImportState>({ kind: 'idle' })
  const running = useRef<AbortController>(null)

  useEffect(() => () => running.current?.abort(), [])

  const start = async (file: File) => {
    const { name } = file
    const leaving = new AbortController()
    running.current?.abort()
    running.current = leaving
    let threads = 0
    const show = (next: ImportState) => {
      if (running.current === leaving) setState(next)
    }
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
        leaving.signal,
      )
      show({ kind: 'done', name, result })
    } catch (error) {
      show(
        leaving.signal.aborted
          ? { kind: 'stopped', name, threads }
          : { kind: 'failed', name, message: explain(error) },
      )
    } finally {
      void threadList.refresh()
    }
  }

  return { state, start: (file: File) => void start(file), cancel: () => running.current?.abort() }
}
