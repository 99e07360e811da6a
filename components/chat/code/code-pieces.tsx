import { memo, type ReactNode } from 'react'

import type { Runs } from '@/components/chat/code/highlight-protocol'
import { linesPerPiece } from '@/components/chat/code/split-code'

/** The colours of the beginning of a piece, as far as they are known. */
export type Coloured = { readonly text: string; readonly runs: Runs }

type Colour = (text: string, runs: Runs) => ReactNode[]

/** Code in pieces, each drawn again only when it changes. */
export function CodePieces({
  pieces,
  coloured = [],
  colour,
}: {
  pieces: readonly string[]
  coloured?: readonly Coloured[]
  colour?: Colour
}) {
  return pieces.map((piece, index) => (
    <CodePiece
      key={index}
      text={piece}
      coloured={coloured[index] ?? null}
      colour={colour}
      isWhole={index < pieces.length - 1}
    />
  ))
}

const CodePiece = memo(function CodePiece({
  text,
  coloured,
  colour,
  isWhole,
}: {
  text: string
  coloured: Coloured | null
  colour?: Colour
  isWhole: boolean
}) {
  const known = coloured && text.startsWith(coloured.text) ? coloured : null
  return (
    <span className="code-piece" data-lines={isWhole ? linesPerPiece : undefined}>
      {known && colour?.(text, known.runs)}
      {text.slice(known?.text.length ?? 0)}
    </span>
  )
})
