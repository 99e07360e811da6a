'use client'

import { memo, useMemo, useState } from 'react'
import remend from 'remend'

import { FencedBlock } from '@/components/chat/fenced-block'
import { markdownWith } from '@/components/chat/markdown'
import { LiveFormula } from '@/components/chat/math/live-formula'
import { createBlockSplitter, type Block } from '@/components/chat/split-blocks'

const MemoMarkdown = memo(markdownWith(LiveFormula))
const MemoFenced = memo(FencedBlock)

/** So many blocks are one passage, which the browser lays out and paints by itself. */
const passageLength = 8

export type StreamingMarkdownProps = { text: string; id: string; isGrowing: boolean }

/** Markdown that grows: only the block at its end is read again, and what is unfinished there is shown as if it were. */
export function StreamingMarkdown({ text, id, isGrowing }: StreamingMarkdownProps) {
  const [split] = useState(createBlockSplitter)
  const blocks = useMemo(() => split(text, isGrowing), [split, text, isGrowing])
  const passages = Array.from({ length: Math.ceil(blocks.length / passageLength) }, (_, index) =>
    blocks.slice(index * passageLength, (index + 1) * passageLength),
  )
  // The position is the identity: blocks are only ever added, and the last one changes.
  return passages.map((passage, index) => (
    <Passage
      key={index}
      id={`${id}-${index}`}
      blocks={passage}
      isGrowing={isGrowing && index === passages.length - 1}
    />
  ))
}

type PassageProps = { id: string; blocks: readonly Block[]; isGrowing: boolean }

const Passage = memo(function Passage({ id, blocks, isGrowing }: PassageProps) {
  return (
    <div className="passage">
      {blocks.map((block, index) => {
        const isUnfinished = isGrowing && index === blocks.length - 1
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
      })}
    </div>
  )
}, isSamePassage)

function isSamePassage(before: PassageProps, after: PassageProps): boolean {
  return (
    before.id === after.id &&
    before.isGrowing === after.isGrowing &&
    before.blocks.length === after.blocks.length &&
    before.blocks.every((block, index) => block === after.blocks[index])
  )
}

/** A formula is shown when it is complete: half of one is another one, or none. */
const complete = (text: string) => remend(text, { katex: false, inlineKatex: false })
