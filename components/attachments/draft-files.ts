import type { AttachedFile } from '@/components/attachments/attached-file'
import { readStored, writeStored } from '@/components/chat/stored-draft'

/** A file that is being attached to what is written. */
export type DraftFile = {
  readonly key: string
  readonly name: string
  readonly size: number
  readonly status: 'uploading' | 'ready' | 'failed'
  /** How much of it has arrived, from 0 to 1. */
  readonly progress: number
  /** Why it was not taken. */
  readonly problem: string | null
  /** Whether it may be tried again. */
  readonly isRetriable: boolean
  readonly file: AttachedFile | null
}

export const noFiles: readonly DraftFile[] = []

const lists = new Map<string, readonly DraftFile[]>()
const listeners = new Set<() => void>()
/** Under what the files of a draft are stored in this browser. */
export const filesName = (key: string) => `draft-files:${key}`

/** The files of a draft; those that have arrived outlive the page. */
export function getDraftFiles(key: string): readonly DraftFile[] {
  const known = lists.get(key)
  if (known) return known
  const kept = readKept(key)
  lists.set(key, kept)
  return kept
}

/** Changes the files of a draft. */
export function changeDraftFiles(
  key: string,
  change: (files: readonly DraftFile[]) => readonly DraftFile[],
): void {
  const files = change(getDraftFiles(key))
  lists.set(key, files.length === 0 ? noFiles : files)
  const ready = readyFiles(files)
  writeStored(filesName(key), ready.length === 0 ? null : JSON.stringify(ready))
  for (const listener of listeners) listener()
}

/** Files that are there already go back to a draft. */
export const returnFiles = (key: string, files: readonly AttachedFile[]): void =>
  changeDraftFiles(key, (since) => [...files.map(toDraftFile), ...since])

/** Has the files of one draft go along with another, also those that are still on their way. */
export function moveDraftFiles(from: string, to: string): void {
  const files = getDraftFiles(from)
  changeDraftFiles(from, () => noFiles)
  changeDraftFiles(to, (since) => [...files, ...since])
}

/** The key of the draft that a file is in by now. */
export const draftOf = (file: string): string | undefined =>
  [...lists].find(([, files]) => files.some(({ key }) => key === file))?.[0]

export function subscribeDraftFiles(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const readyFiles = (files: readonly DraftFile[]): AttachedFile[] =>
  files.flatMap(({ file }) => file ?? [])

/** Whether it has not arrived, and still can. */
export const isMissing = ({ status, isRetriable }: DraftFile): boolean =>
  status === 'uploading' || (status === 'failed' && isRetriable)

const toDraftFile = (file: AttachedFile): DraftFile => ({
  key: file.url,
  name: file.name,
  size: file.size ?? 0,
  status: 'ready',
  progress: 1,
  problem: null,
  isRetriable: false,
  file,
})

function readKept(key: string): readonly DraftFile[] {
  try {
    const kept = JSON.parse(readStored(filesName(key)) ?? '[]') as AttachedFile[]
    return kept.length === 0 ? noFiles : kept.map(toDraftFile)
  } catch {
    return noFiles
  }
}
