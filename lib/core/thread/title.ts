export const titleInstructions = `Write a title for the conversation below: three to six words in its language, on one line, without quotation marks, Markdown or a full stop at the end. Answer with the title alone.`

const longestExcerpt = 2000
const longestTitle = 80

/** What is given to the model that writes a title: the first question and its answer, both cut short. */
export const titlePrompt = (exchange: { question: string; answer: string }): string =>
  `User: ${exchange.question.slice(0, longestExcerpt)}\n\nAssistant: ${exchange.answer.slice(0, longestExcerpt)}`

/** One clean line out of what a model wrote; null when nothing is left of it. At most 80 UTF-16 units. */
export function cleanTitle(written: string): string | null {
  const lines = written
    .replace(/<(think|thinking|reasoning)\b[\s\S]*?(?:<\/\1>|$)/gi, '')
    .split(/\r?\n/)
    .map(cleanLine)
  const title = lines.find((line) => /[\p{L}\p{N}]/u.test(line)) ?? ''
  if (title.length <= longestTitle) return title || null
  const cut = title.slice(0, longestTitle - 1)
  const atWord = cut.slice(0, cut.lastIndexOf(' ')).trimEnd()
  // A cut through a surrogate pair would not be storable.
  return `${(atWord || cut).toWellFormed().replaceAll('\uFFFD', '')}…`
}

function cleanLine(line: string): string {
  const plain = line
    // Control characters, also those that turn the direction of the text around.
    .replace(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, ' ')
    .replace(/^[\s#>*\-–—_`]+/, '')
    .replace(/^(?:title|titel|titre|título)\s*[:：]\s*/i, '')
    .replace(/[*_`]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return plain
    .replace(/^["'“”„«»‘’]+|["'“”«»‘’]+$/g, '')
    .replace(/[.。]+$/, '')
    .trim()
}
