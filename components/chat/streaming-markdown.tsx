'use client'

import { memo } from 'react'
import remend from 'remend'

import { CodeBlock } from '@/components/chat/code-block'
import { Markdown } from '@/components/chat/markdown'
import { splitBlocks } from '@/components/chat/split-blocks'

const MemoMarkdown = memo(Markdown)
const MemoCode = memo(CodeBlock)

export type StreamingMarkdownProps = { text: string; id: string; isGrowing: boolean }

/** Markdown that grows: only the block at its end is read again, and what is unfinished there is shown as if it were. */
export function StreamingMarkdown({ text, id, isGrowing }: StreamingMarkdownProps) {
  const blocks = splitBlocks(text)
  return blocks.map((block, index) => {
    // The position is the identity: blocks are only ever added, and the last one changes.
    if (block.kind === 'code') {
      return <MemoCode key={index} language={block.language} code={block.code} />
    }
    const isUnfinished = isGrowing && index === blocks.length - 1
    return (
      <MemoMarkdown
        key={index}
        id={`${id}-${index}`}
        text={isUnfinished ? remend(block.text) : block.text}
        afterLevel={block.afterLevel}
      />
    )
  })
}
