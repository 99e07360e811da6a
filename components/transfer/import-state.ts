import type { useTranslations } from 'next-intl'

import type { ImportProgress, ImportResult } from '@/lib/core/transfer/import-result'

export type ImportState =
  | { kind: 'idle' }
  | { kind: 'sending'; name: string; share: number }
  | { kind: 'reading'; name: string; share: number; progress: ImportProgress | null }
  | { kind: 'done'; name: string; result: ImportResult }
  | { kind: 'stopped'; name: string; threads: number }
  | { kind: 'failed'; name: string; message: string; said: string | null }

type Translator = ReturnType<typeof useTranslations<'transfer.import'>>

/** What there is to say about an import, in one sentence or two; empty when there is nothing. */
export function describeImport(state: ImportState, t: Translator): string {
  switch (state.kind) {
    case 'idle':
      return ''
    case 'sending':
      return t('now.sending', { name: state.name })
    case 'reading': {
      const { threads = 0, messages = 0 } = state.progress ?? {}
      return messages === 0
        ? t('now.checking', { name: state.name })
        : t('now.importing', { threads, messages })
    }
    case 'done':
      return describeResult(state.result, t)
    case 'stopped':
      return t(state.threads === 0 ? 'stopped.nothing' : 'stopped.some')
    case 'failed':
      return tellFailure(state.message, state.said, t)
  }
}

/** Why something was not imported, with the server's own words where they are others: they name the place in the file. */
export const tellFailure = (told: string, said: string | null, t: Translator): string =>
  said === null || said === told ? told : `${told} ${t('said', { message: said })}`

function describeResult({ threads, messages }: ImportResult, t: Translator): string {
  const { imported, skipped, failed } = threads
  if (imported + skipped + failed === 0) return t('done.empty')
  const sentences = [
    t('done.imported', { threads: imported, messages }),
    ...(skipped > 0 ? [t('done.skipped', { count: skipped })] : []),
    ...(failed > 0 ? [t('done.failed', { count: failed })] : []),
  ]
  return sentences.join(' ')
}
