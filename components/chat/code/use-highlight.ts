'use client'

import { useEffect, useRef, useState } from 'react'

import type { Coloured } from '@/components/chat/code/code-pieces'
import type { BlockHighlighter } from '@/components/chat/code/highlighter'
import { scheduleDraw } from '@/components/chat/schedule-draw'

/** More than this stays plain: what a person reads is coloured, what was dumped is not. */
const maxPieces = 125

type Options = { language: string | null; isGrowing: boolean }

/** The colours of a block's pieces; they come one after another, and follow the block while it grows. */
export function useHighlight(
  pieces: readonly string[],
  { language, isGrowing }: Options,
): readonly Coloured[] {
  const [coloured, setColoured] = useState<readonly Coloured[]>([])
  const [isPlain, setPlain] = useState(false)
  const block = useRef<Promise<BlockHighlighter> | null>(null)
  const isAsking = useRef(false)

  useEffect(
    () => () => {
      void block.current?.then(({ close }) => close())
      block.current = null
      isAsking.current = false
    },
    [],
  )

  useEffect(() => {
    if (isPlain || language === null || isAsking.current) return
    const next = nextPiece(pieces, coloured, isGrowing)
    if (!next) return
    isAsking.current = true
    block.current ??= import('@/components/chat/code/highlighter').then(({ openBlock }) =>
      openBlock(),
    )
    const asked = block.current
    asked
      .then(({ highlight }) => highlight({ ...next, language }))
      .catch(() => null)
      .then((runs) => {
        const show = () => {
          isAsking.current = false
          if (block.current !== asked) return
          if (!runs) return setPlain(true)
          const { index, text } = next
          setColoured((known) => [...known.slice(0, index), { text, runs }])
        }
        // With the next words, so that they are laid out once.
        if (isGrowing) scheduleDraw(show)
        else show()
      })
  }, [pieces, coloured, isPlain, language, isGrowing])

  return coloured
}

/** The first piece that is not coloured as far as it could be. Of a line that still grows nobody knows what it will be. */
export function nextPiece(
  pieces: readonly string[],
  coloured: readonly Coloured[],
  isGrowing: boolean,
): { index: number; text: string } | null {
  for (const [index, piece] of pieces.slice(0, maxPieces).entries()) {
    const isLast = index === pieces.length - 1
    const text = isGrowing && isLast ? piece.slice(0, piece.lastIndexOf('\n') + 1) : piece
    if (text !== '' && coloured[index]?.text !== text) return { index, text }
  }
  return null
}
