const fence = /^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})/
const withinParagraph = String.raw`(?:(?!\n[ \t]*\n)[\s\S])+?`

const pattern = new RegExp(
  [
    String.raw`(?<skip>\\\\|\\\$|(?<ticks>${'`'}+)(?!${'`'})(?:(?!\n[ \t]*\n)[\s\S])*?(?<!${'`'})\k<ticks>(?!${'`'}))`,
    String.raw`^(?<indent>[ \t]*(?:>[ \t]?)*)(?:\$\$(?<dollars>${withinParagraph})\$\$|\\\[(?<brackets>${withinParagraph})\\\])[ \t]*$`,
    String.raw`\$\$(?<inDollars>${withinParagraph})\$\$`,
    String.raw`\\\[(?<inBrackets>${withinParagraph})\\\]`,
    String.raw`\\\((?<inParens>${withinParagraph})\\\)`,
    String.raw`(?<open>\$\$)`,
    String.raw`(?<![\w$])\$(?<single>(?![\s$])(?:\\.|[^$\n\\])*?[^\s$\\])\$(?![\w$])`,
  ].join('|'),
  'gm',
)

/** An amount of money and the words after it, up to the next amount. */
const money = /^\d[\d.,]*(?:\s+[\p{L}]{2,}|$)/u

type Groups = Partial<
  Record<
    | 'skip'
    | 'indent'
    | 'dollars'
    | 'brackets'
    | 'inDollars'
    | 'inBrackets'
    | 'inParens'
    | 'open'
    | 'single',
    string
  >
>

/**
 * Writes all the ways in which models mark math ($…$, $$…$$, \(…\), \[…\]) in the one that is parsed: two dollars, on lines
 * of their own for a formula that stands alone. A single dollar opens only before something and closes only after something
 * and not before a letter or digit, so that prices stay text; what is not closed yet stays as it is written.
 */
export function prepareMath(text: string): string {
  if (!hasMarks(text)) return text
  let open: string | null = null
  let prose: string[] = []
  const done: string[] = []
  const closeProse = () => {
    if (prose.length > 0) done.push(prose.join('\n').replace(pattern, rewrite))
    prose = []
  }
  for (const line of text.split('\n')) {
    const mark = fence.exec(line)?.[1]
    if (open === null && !mark) prose.push(line)
    else {
      closeProse()
      done.push(line)
      if (open === null) open = mark ?? null
      else if (mark?.startsWith(open)) open = null
    }
  }
  closeProse()
  return done.join('\n')
}

const hasMarks = (text: string) => /\$|\\[[(]/.test(text)

/** Whether a text has a formula in it, roughly: it may say so of one that has none. */
export const mayHaveMath = (text: string): boolean =>
  /```\s*math/.test(text) || (hasMarks(text) && prepareMath(text).includes('$$'))

function rewrite(match: string, ...rest: unknown[]): string {
  const groups = rest.at(-1) as Groups
  if (groups.skip !== undefined) return match
  if (groups.open !== undefined) return '\\$\\$'
  const display = groups.dollars ?? groups.brackets
  if (display !== undefined) return onItsOwn(display, groups.indent ?? '')
  if (groups.single !== undefined && money.test(groups.single)) return match
  const inline = groups.inDollars ?? groups.inBrackets ?? groups.inParens ?? groups.single ?? ''
  return inline.trim() === '' ? match : `$$${inline.trim()}$$`
}

function onItsOwn(tex: string, indent: string): string {
  const lines = tex
    .split('\n')
    .map((line) => line.replace(/^[\s>]+/, ''))
    .filter((line) => line !== '')
  return ['$$', ...lines, '$$'].map((line) => indent + line).join('\n')
}
