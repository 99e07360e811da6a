'use client'

import { useMemo } from 'react'

import { CodePieces } from '@/components/chat/code/code-pieces'
import { colour } from '@/components/chat/code/colour'
import { splitCode } from '@/components/chat/code/split-code'
import { useHighlight } from '@/components/chat/code/use-highlight'

export type ColouredCodeProps = { code: string; language: string | null; isGrowing: boolean }

/** Code in the colours of its language, as far as they are known. */
export default function ColouredCode({ code, ...options }: ColouredCodeProps) {
  const pieces = useMemo(() => splitCode(code), [code])
  return <CodePieces pieces={pieces} coloured={useHighlight(pieces, options)} colour={colour} />
}
