const fence = /^ {0,3}(?:`{3,}|~{3,}).*$/gm
const link = /!?\[([^\][]*)\]\([^()\s]*(?: "[^"]*")?\)/g
const lineMark = /^ {0,3}(?:#{1,6}|>|[-*+])\s+/gm
const emphasis = [
  /(\*{1,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1/g,
  /(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)/g,
]
/** What was opened and is cut off before it is closed. */
const unclosed = /(?<=^|\s)(?:\*{1,3}|~~|`+)(?=\S)(?=[^*~`]*$)/

/**
 * The beginning of a message as one line of text, without the signs that Markdown (https://spec.commonmark.org) uses for
 * headings, lists, quotes, code, links and emphasis. Names like `snake_case` and sums like `2 * 3` stay as they are. May be
 * empty.
 */
export function plainPreview(markdown: string): string {
  const text = markdown.replace(fence, '').replace(link, '$1').replace(lineMark, '')
  // Twice, for **bold with _more_ inside**.
  return emphasis
    .concat(emphasis)
    .reduce((plain, pattern) => plain.replace(pattern, '$2'), text)
    .replace(unclosed, '')
    .replace(/\s+/g, ' ')
    .trim()
}
