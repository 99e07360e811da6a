import { authorLevel, headingLevel } from '@/components/chat/heading-levels'

export type Block =
  | { kind: 'markdown'; text: string; afterLevel: number }
  | { kind: 'code'; language: string | null; code: string; isClosed: boolean }

const fence = /^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)[^`]*$/
const definition = /^ {0,3}\[[^\]\n]+\]:/m
const listItem = /^ {0,3}([-*+]|\d{1,9}[.)])(\s|$)/
const heading = /^ {0,3}(#{1,6})(\s|$)/gm

/**
 * Cuts Markdown into blocks that mean the same on their own, so that while a text grows only its last block changes. A text
 * with link definitions or footnotes stays whole, since its blocks refer to one another.
 */
export function splitBlocks(text: string): Block[] {
  const pieces = definition.test(text) ? [text] : cut(text)
  let level = authorLevel
  return pieces.map((piece) => {
    const code = readFence(piece)
    if (code) return code
    const block: Block = { kind: 'markdown', text: piece, afterLevel: level }
    for (const [, marks = ''] of piece.matchAll(heading)) level = headingLevel(marks.length, level)
    return block
  })
}

function cut(text: string): string[] {
  const pieces: string[] = []
  let piece: string[] = []
  let open: string | null = null
  let afterBlank = false

  const close = () => {
    if (piece.some((line) => line.trim() !== '')) pieces.push(piece.join('\n'))
    piece = []
  }

  for (const line of text.split('\n')) {
    const mark = fence.exec(line)?.[1]
    if (open !== null) {
      piece.push(line)
      if (mark && closes(line, open)) {
        open = null
        close()
      }
      continue
    }
    const isList = listItem.test(piece[0] ?? '')
    const isInList = isList && line.startsWith(' ')
    if (mark && !isInList) {
      close()
      open = mark
    } else if (afterBlank && !continues(line, isList)) {
      close()
    }
    piece.push(line)
    afterBlank = line.trim() === ''
  }
  close()
  return pieces
}

const closes = (line: string, open: string): boolean => {
  const mark = line.trim()
  return mark[0] === open[0] && mark.length >= open.length && /^(`+|~+)$/.test(mark)
}

/** Whether a line after an empty one still belongs to what came before: indented text, or the next item of a list. */
const continues = (line: string, isList: boolean): boolean =>
  line.trim() === '' || /^(\t| {2,})/.test(line) || (isList && listItem.test(line))

function readFence(piece: string): Block | null {
  const [first = '', ...rest] = piece.split('\n')
  const [, mark, language] = fence.exec(first) ?? []
  if (!mark || /^ /.test(first)) return null
  const isClosed = rest.length > 0 && closes(rest.at(-1) ?? '', mark)
  const lines = isClosed ? rest.slice(0, -1) : rest
  return { kind: 'code', language: language || null, code: lines.join('\n'), isClosed }
}
