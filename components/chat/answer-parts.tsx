import type { ReactNode } from 'react'

import { FilePart } from '@/components/chat/parts/file-part'
import { ReasoningPart } from '@/components/chat/parts/reasoning-part'
import { isSource, SourceList } from '@/components/chat/parts/source-list'
import { ToolPart } from '@/components/chat/parts/tool-part'
import type { MessagePart } from '@/lib/core/thread/message'

export type AnswerPartsProps = {
  parts: readonly MessagePart[]
  renderText: (text: string, id: string, isGrowing: boolean) => ReactNode
}

/** The parts of an answer in their order. A new kind of part is one more case here and one renderer in `parts/`. */
export function AnswerParts({ parts, renderText }: AnswerPartsProps) {
  const sources = parts.filter(isSource)
  return (
    <div className="grid gap-3 [&>*]:min-w-0">
      {parts.map((part, index) => (
        <AnswerPart key={index} part={part} id={String(index)} renderText={renderText} />
      ))}
      <SourceList sources={sources} />
    </div>
  )
}

function AnswerPart({
  part,
  id,
  renderText,
}: {
  part: MessagePart
  id: string
  renderText: AnswerPartsProps['renderText']
}) {
  switch (part.type) {
    case 'text':
      if (part.text === '') return null
      return <div className="markdown">{renderText(part.text, id, part.state === 'streaming')}</div>
    case 'reasoning':
      return <ReasoningPart part={part} />
    case 'dynamic-tool':
      return <ToolPart call={part} />
    case 'file':
      return <FilePart file={part} />
    default:
      return null
  }
}
