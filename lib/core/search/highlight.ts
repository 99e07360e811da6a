export type Highlight = [start: number, end: number]

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Where words of a query begin in a text, in any case: each place from its beginning to its end, in order, none over
 * another. Words match where they begin, as the search does; those of scripts without spaces anywhere.
 */
export function highlight(text: string, words: readonly string[]): Highlight[] {
  if (words.length === 0) return []
  const longestFirst = [...words].sort((a, b) => b.length - a.length)
  const isSpaced = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u
  const alternatives = longestFirst.map((word) =>
    isSpaced.test(word) ? `(?<![\\p{L}\\p{N}])${escaped(word)}` : escaped(word),
  )
  const pattern = new RegExp(alternatives.join('|'), 'giu')
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => [index, index + length])
}

const before = 60
const length = 200
const mostHighlights = 20

/** One line of a text around the first of the words, or its beginning, with the places of the words in it. */
export function snippetOf(
  text: string,
  words: readonly string[],
): { snippet: string; highlights: Highlight[] } {
  const line = withoutMarks(text).replace(/\s+/g, ' ').trim()
  const first = highlight(line, words)[0]?.[0] ?? 0
  const start = first <= before ? 0 : wordStart(line, first - before)
  const end = line.length - start <= length ? line.length : wordEnd(line, start + length)
  const cut = line.slice(start, end).trim()
  const snippet = `${start > 0 ? '… ' : ''}${cut}${end < line.length ? ' …' : ''}`
  return { snippet, highlights: highlight(snippet, words).slice(0, mostHighlights) }
}

/** The marks of Markdown that stand around words say nothing where they are not rendered. */
const withoutMarks = (text: string) =>
  text
    .replace(/^#{1,6} +/gm, '')
    .replace(/^ *\|(?: *:?-+:? *\|)+ *$/gm, '')
    .replace(/^ *\|(.*)\| *$/gm, (_row, cells: string) => cells.replace(/(?<!\\)\|/g, ' · '))
    .replace(/\[\^[^\]\s]+\]:?/g, '')
    .replace(/\*\*(?=\S)([^*\n]*[^*\s])\*\*/g, '$1')
    .replace(/(?<!`)`([^`\n]+)`(?!`)/g, '$1')

/** Not in the middle of a word, unless the word is endless. */
function wordStart(line: string, at: number): number {
  const space = line.indexOf(' ', at)
  return space === -1 || space > at + before / 2 ? whole(line, at) : space + 1
}

function wordEnd(line: string, at: number): number {
  const space = line.lastIndexOf(' ', at)
  return space < at - before / 2 ? whole(line, at) : space
}

/** Never between the two halves of a character. */
const whole = (line: string, at: number) => (/[\udc00-\udfff]/.test(line[at] ?? '') ? at + 1 : at)
