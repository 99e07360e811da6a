const longest = 20_000

export type Shared = { title?: string; text?: string; url?: string }

/** What another app shares, as the beginning of a message: each thing on its own line, nothing twice. */
export function sharedText({ title = '', text = '', url = '' }: Shared): string {
  const parts = [title, text, url].map((part) => part.trim()).filter(Boolean)
  const own = parts.filter(
    (part, at) => !parts.some((other, index) => index !== at && says(other, part, index < at)),
  )
  return own.join('\n').slice(0, longest)
}

/** Whether one says all of another, too; of two that are equal the first does. */
const says = (one: string, other: string, isBefore: boolean) =>
  one.includes(other) && (one.length > other.length || isBefore)
