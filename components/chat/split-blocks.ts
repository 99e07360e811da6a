import { authorLevel, headingLevel } from '@/components/chat/heading-levels'

export type Block =
  | { kind: 'markdown'; text: string; afterLevel: number }
  | { kind: 'code'; language: string | null; code: string; isClosed: boolean }

type Piece = { text: string; start: number }
/** A piece and what it is; `levelAfter` is the level of the last heading up to its end. */
type Cut = Piece & { block: Block; levelAfter: number }

const fence = /^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)[^`]*$/
const footnote = /^ {0,3}\[\^[^\]\n]+\]:/m
const linkDefinition = /^ {0,3}\[(?!\^)([^\]\n]+)\]:[^\n]*$/gm
const listItem = /^ {0,3}([-*+]|\d{1,9}[.)])(\s|$)/
const heading = /^ {0,3}(#{1,6})(\s|$)/gm

/** A text with footnotes is read as one, since they are numbered through it; while it grows only up to this length. */
const maxGrowingWhole = 12_000

/** Cuts Markdown into blocks that mean the same on their own, so that while a text grows only its last block changes. */
export const splitBlocks = (text: string): Block[] => createBlockSplitter()(text)

/** Splits the states of one text that grows: what it has cut before it does not look at again. */
export function createBlockSplitter(): (text: string, isGrowing?: boolean) => Block[] {
  let seen = ''
  let cuts: Cut[] = []

  return (text, isGrowing = false) => {
    const kept = text.startsWith(seen) ? cuts.slice(0, -1) : []
    const from = kept.length < cuts.length ? (cuts[kept.length]?.start ?? 0) : 0
    cuts = [...kept, ...readPieces(cut(text, kept.length === 0 ? 0 : from), kept.at(-1))]
    seen = text
    if (footnote.test(text) && (!isGrowing || text.length <= maxGrowingWhole)) {
      return [{ kind: 'markdown', text, afterLevel: authorLevel }]
    }
    return withDefinitions(
      cuts.map(({ block }) => block),
      text,
    )
  }
}

function readPieces(pieces: readonly Piece[], before: Cut | undefined): Cut[] {
  let level = before?.levelAfter ?? authorLevel
  return pieces.map((piece) => {
    const afterLevel = level
    const code = readFence(piece.text)
    if (code) return { ...piece, block: code, levelAfter: level }
    for (const [, marks = ''] of piece.text.matchAll(heading)) {
      level = headingLevel(marks.length, level)
    }
    return {
      ...piece,
      block: { kind: 'markdown', text: piece.text, afterLevel },
      levelAfter: level,
    }
  })
}

/** Gives each block the link definitions that it uses, wherever in the text they stand. */
function withDefinitions(blocks: Block[], text: string): Block[] {
  if (!text.includes(']:')) return blocks
  const definitions = [...text.matchAll(linkDefinition)].map(([line, label = '']) => ({
    line,
    use: `[${label.toLowerCase()}]`,
  }))
  if (definitions.length === 0) return blocks
  return blocks.map((block) => {
    if (block.kind === 'code' || !block.text.includes('[')) return block
    const lower = block.text.toLowerCase()
    const used = definitions.filter(({ line, use }) => {
      return lower.includes(use) && !block.text.includes(line)
    })
    if (used.length === 0) return block
    return {
      ...block,
      text: [block.text.trimEnd(), '', ...used.map(({ line }) => line)].join('\n'),
    }
  })
}

function cut(text: string, from: number): Piece[] {
  const pieces: Piece[] = []
  let piece: string[] = []
  let start = from
  let at = from
  let open: string | null = null
  let afterBlank = false

  const close = () => {
    if (piece.some((line) => line.trim() !== '')) pieces.push({ text: piece.join('\n'), start })
    piece = []
    start = at
  }
  const add = (line: string) => {
    piece.push(line)
    at += line.length + 1
  }

  for (const line of text.slice(from).split('\n')) {
    const mark = fence.exec(line)?.[1]
    if (open !== null) {
      add(line)
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
    add(line)
    afterBlank = line.trim() === ''
  }
  close()
  return pieces
}

const closes = (line: string, open: string): boolean => {
  const mark = line.trim()
  return mark[0] === open[0] && mark.length >= open.length && /^(`+|~+)$/.test(mark)
}

/**
 * Whether a line after an empty one still belongs to what came before: indented text, or the next item of a list, of which the number
 * may have come without its point.
 */
const continues = (line: string, isList: boolean): boolean =>
  line.trim() === '' ||
  /^(\t| {2,})/.test(line) ||
  (isList && (listItem.test(line) || /^ {0,3}\d{1,9}$/.test(line)))

function readFence(piece: string): Block | null {
  const [first = '', ...rest] = piece.split('\n')
  const [, mark, language] = fence.exec(first) ?? []
  if (!mark || /^ /.test(first)) return null
  const isClosed = rest.length > 0 && closes(rest.at(-1) ?? '', mark)
  const lines = isClosed ? rest.slice(0, -1) : rest
  return { kind: 'code', language: language || null, code: lines.join('\n'), isClosed }
}
