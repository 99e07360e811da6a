import type { useTranslations } from 'next-intl'

import { formatBytes } from '@/components/attachments/format-bytes'
import type { ExportProgress } from '@/components/transfer/export-download'

export type ExportState =
  | { kind: 'idle' }
  | { kind: 'running'; progress: ExportProgress | null }
  | { kind: 'done'; name: string }
  | { kind: 'stopped' }
  | { kind: 'failed'; message: string }

type Translator = ReturnType<typeof useTranslations<'transfer.export'>>

/** What there is to say about an export; empty when there is nothing. */
export function describeExport(state: ExportState, t: Translator, locale: string): string {
  switch (state.kind) {
    case 'idle':
      return ''
    case 'running': {
      if (!state.progress) return t('preparing')
      const { threads, total, bytes } = state.progress
      return t('progress', { threads, total, size: formatBytes(bytes, locale) })
    }
    case 'done':
      return t('done', { name: state.name })
    case 'stopped':
      return t('stopped')
    case 'failed':
      return t('failed', { reason: state.message })
  }
}
