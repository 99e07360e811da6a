'use client'

import { memo, useMemo, useState } from 'react'
import remend from 'remend'

import { FencedBlock } from '@/components/chat/fenced-block'
import { markdownWith } from '@/components/chat/markdown'
import { LiveFormula } from '@/components/chat/math/live-formula'
import { createBlockSplitter } from '@/components/chat/split-blocks'

const MemoMarkdown = memo(markdownWith(LiveFormula))
const MemoFenced = memo(FencedBlock)

export type StreamingMarkdownProps = { text: string; id: string; isGrowing: boolean }

/** Markdown that grows: only the block at its end is read again, and what is unfinished there is shown as if it were. */
export function StreamingMarkdown({ text, id, isGrowing }: StreamingMarkdownProps) {
  const [split] = useState(createBlockSplitter)
  const blocks = useMemo(() => split(text, isGrowing), [split, text, isGrowing])
  return blocks.map((block, index) => {
    const isUnfinished = isGrowing && index === blocks.length - 1
    // The position is the identity: blocks are only ever added, and the last one changes.
    if (block.kind === 'code') {
      return (
        <MemoFenced
          key={index}
          language={block.language}
          code={block.code}
          isGrowing={isUnfinished && !block.isClosed}
        />
      )
    }
    return (
      <MemoMarkdown
        key={index}
        id={`${id}-${index}`}
        text={isUnfinished ? complete(block.text) : block.text}
        afterLevel={block.afterLevel}
      />
    )
  })
}

/** A formula is shown when it is complete: half of one is another one, or none. */
const complete = (text: string) => remend(text, { katex: false, inlineKatex: false })
