import { z } from 'zod'

/** Whether PostgreSQL can store the text: no null character, no lone surrogate. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** What of a text the database can store: without null characters, lone surrogates replaced. */
export const toStorable = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/** Escapes of null characters and of surrogates, which JSON has only for lone ones. */
const unstorable = /\\u(?:0000|d[89a-f])/i

/** A value as JSON that the database can store, whatever a model has written. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value)
  if (!unstorable.test(json)) return json
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string' ? toStorable(item) : item,
  )
}

/** A string that the database can store, at most `max` UTF-16 units long. */
export const storableText = (max: number) =>
  z.string().max(max).refine(isStorableText, {
    message: 'must not contain null characters or lone surrogates',
  })

/** Whether PostgreSQL can store every text in a JSON value. */
export function isStorableJson(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value)
  if (Array.isArray(value)) return value.every(isStorableJson)
  if (value === null || typeof value !== 'object') return true
  return Object.entries(value).every(([key, item]) => isStorableText(key) && isStorableJson(item))
}

/** A JSON object that the database can store. */
export const storableObject = z
  .record(z.string(), z.json())
  .refine(isStorableJson, { message: 'must not contain null characters or lone surrogates' })

/** What a client may use as its own id for a thread, a message or a request. */
export const externalId = storableText(200).min(1)
