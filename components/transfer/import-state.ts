import type { ImportProgress, ImportResult } from '@/lib/core/transfer/import-result'

export type ImportState =
  | { kind: 'idle' }
  | { kind: 'sending'; name: string; share: number }
  | { kind: 'reading'; name: string; share: number; progress: ImportProgress | null }
  | { kind: 'done'; name: string; result: ImportResult }
  | { kind: 'stopped'; name: string; threads: number }
  | { kind: 'failed'; name: string; message: string }

const plural = (count: number, word: string) =>
  `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`

/** What there is to say about an import, in one sentence or two; empty when there is nothing. */
export function describeImport(state: ImportState): string {
  switch (state.kind) {
    case 'idle':
      return ''
    case 'sending':
      return `Sending ${state.name} …`
    case 'reading': {
      const { threads = 0, messages = 0 } = state.progress ?? {}
      return messages === 0
        ? `Checking ${state.name} …`
        : `Importing: ${plural(threads, 'thread')}, ${plural(messages, 'message')} …`
    }
    case 'done':
      return describeResult(state.result)
    case 'stopped':
      return state.threads === 0
        ? 'Cancelled. Nothing was imported.'
        : 'Cancelled. Threads that were imported before stay; the same file can be imported again for the others.'
    case 'failed':
      return state.message
  }
}

function describeResult({ threads, messages }: ImportResult): string {
  const { imported, skipped, failed } = threads
  if (imported + skipped + failed === 0) return 'There are no threads in this file.'
  const sentences = [
    `${plural(imported, 'thread')} imported, with ${plural(messages, 'message')}.`,
    ...(skipped > 0
      ? [`${plural(skipped, 'thread')} skipped, because you have them already.`]
      : []),
    ...(failed > 0 ? [`${plural(failed, 'thread')} could not be imported.`] : []),
  ]
  return sentences.join(' ')
}
