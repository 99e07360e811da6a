/** A word that asks for a list: of prompts after `/`, of models after `@`. */
export type Trigger = {
  readonly kind: 'prompt' | 'model'
  readonly query: string
  /** Where the word stands in the text. */
  readonly start: number
  readonly end: number
}

/** The word before the caret, when it asks for a list. A path or an address is none; a model's id may have slashes. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const found = /(?:^|\s)(\/(?!.*\/)|@)([^\s@]*)$/.exec(text.slice(0, caret))
  if (!found) return null
  const [, sign, query = ''] = found
  const start = caret - query.length - 1
  return { kind: sign === '/' ? 'prompt' : 'model', query, start, end: caret }
}
