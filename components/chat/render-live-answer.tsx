'use client'

import { AnswerParts } from '@/components/chat/answer-parts'
import { StreamingMarkdown } from '@/components/chat/streaming-markdown'
import type { MessagePart } from '@/lib/core/thread/message'

export type LiveAnswerProps = { id: string; parts: readonly MessagePart[] }

/** Renders an answer in the browser: while it streams, and when it was fetched after the page. */
export const renderLiveAnswer = ({ id, parts }: LiveAnswerProps) => (
  <AnswerParts
    parts={parts}
    renderText={(text, part, isGrowing) => (
      <StreamingMarkdown text={text} id={`${id}-${part}`} isGrowing={isGrowing} />
    )}
  />
)
