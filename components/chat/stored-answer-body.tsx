import { AnswerParts } from '@/components/chat/answer-parts'
import { Markdown } from '@/components/chat/markdown'
import type { MessagePart } from '@/lib/core/thread/message'

/** An answer as HTML, rendered on the server, so that the page needs no code for it. */
export function StoredAnswerBody({ id, parts }: { id: string; parts: readonly MessagePart[] }) {
  return (
    <AnswerParts
      parts={parts}
      renderText={(text, part) => <Markdown text={text} id={`${id}-${part}`} />}
    />
  )
}
