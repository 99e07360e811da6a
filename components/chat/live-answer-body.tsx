'use client'

import { useEffect } from 'react'

import { AnswerParts } from '@/components/chat/answer-parts'
import { loadMarkdown, useMarkdown } from '@/components/chat/use-markdown'
import type { MessagePart } from '@/lib/core/thread/message'

/** An answer rendered in the browser: while it streams, and when it was fetched after the page. */
export function LiveAnswerBody({ id, parts }: { id: string; parts: readonly MessagePart[] }) {
  const StreamingMarkdown = useMarkdown()
  useEffect(() => void loadMarkdown(), [])
  return (
    <AnswerParts
      parts={parts}
      renderText={(text, part, isGrowing) =>
        StreamingMarkdown ? (
          <StreamingMarkdown text={text} id={`${id}-${part}`} isGrowing={isGrowing} />
        ) : (
          <p className="whitespace-pre-wrap">{text}</p>
        )
      }
    />
  )
}
