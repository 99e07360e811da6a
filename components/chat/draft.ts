import { moveDraftFiles } from '@/components/attachments/draft-files'
import { readStored, writeStored } from '@/components/chat/stored-draft'

type DraftListener = (key: string | null) => void

const texts = new Map<string | null, string>()
const listeners = new Set<DraftListener>()
/** Under what a draft is stored in this browser. */
export const draftName = (key: string) => `draft:${key}`

/** What was written under a key and not yet sent; it outlives the page and the browser, but under null it is gone with the page. */
export function readDraft(key: string | null): string {
  const known = texts.get(key)
  if (known !== undefined || key === null) return known ?? ''
  return readStored(draftName(key)) ?? ''
}

/** Keeps what is being written. */
export function saveDraft(key: string | null, text: string): void {
  texts.set(key, text)
  if (key !== null) writeStored(draftName(key), text || null)
}

/** The models that are to answer what is being written, instead of the thread's. */
export const readAsked = (key: string | null): readonly string[] =>
  (key && readDraft(askedKey(key)))?.match(/.+/g) ?? []

/** Keeps who is to answer what is being written. */
export function saveAsked(key: string | null, models: readonly string[]): void {
  if (key) saveDraft(askedKey(key), models.join('\n'))
}

/** The key of the draft that says who is asked. */
export const askedKey = (key: string) => `${key}:models`

/** Has what is being written under one key be written under another. */
export function moveDraft(from: string | null, to: string | null): void {
  saveDraft(to, readDraft(from))
  saveAsked(to, readAsked(from))
  saveDraft(from, '')
  saveAsked(from, [])
  if (from && to) moveDraftFiles(from, to)
}

/** Puts a text back in front of what has been written since, with the models that were asked, and tells the composer. */
export function returnToDraft(
  key: string | null,
  text: string,
  models: readonly string[] = [],
): void {
  const since = readDraft(key)
  saveDraft(key, since.trim() === '' ? text : `${text}\n\n${since}`)
  saveAsked(key, models)
  for (const listener of listeners) listener(key)
}

/** Calls the listener with the key of each draft that somebody else than its writer changed. */
export function onDraftReturned(listener: DraftListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
