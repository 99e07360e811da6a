import { AnswerParts } from '@/components/chat/answer-parts'
import { markdownWith } from '@/components/chat/markdown'
import { FormulaStyle } from '@/components/chat/math/formula-style'
import { mayHaveMath } from '@/components/chat/math/prepare-math'
import { StoredFormula } from '@/components/chat/math/stored-formula'
import type { MessagePart } from '@/lib/core/thread/message'

const Markdown = markdownWith(StoredFormula)

/** An answer as HTML, rendered on the server, so that the page needs no code for it. */
export function StoredAnswerBody({ id, parts }: { id: string; parts: readonly MessagePart[] }) {
  return (
    <>
      {parts.some((part) => part.type === 'text' && mayHaveMath(part.text)) && <FormulaStyle />}
      <AnswerParts
        parts={parts}
        renderText={(text, part) => <Markdown text={text} id={`${id}-${part}`} />}
      />
    </>
  )
}
