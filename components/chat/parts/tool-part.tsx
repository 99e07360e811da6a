import { ChevronRight, Wrench } from 'lucide-react'

import type { MessagePart } from '@/lib/core/thread/message'
import { plainName } from '@/lib/core/thread/plain-name'

export type ToolCall = Extract<MessagePart, { type: 'dynamic-tool' }>

const states: Partial<Record<ToolCall['state'], string>> = {
  'input-streaming': 'preparing',
  'input-available': 'running',
  'output-error': 'failed',
}

/** A tool that a model called, with what it was given and what it gave back folded. */
export function ToolPart({ call }: { call: ToolCall }) {
  const result = call.state === 'output-error' ? call.errorText : call.output
  return (
    <details className="group/tool border-line bg-surface text-label rounded-md border">
      <summary className="coarse:min-h-11 flex min-h-10 list-none items-center gap-2 rounded-md px-3 py-1.5 [&::-webkit-details-marker]:hidden">
        <Wrench size={15} aria-hidden className="text-ink-muted shrink-0" />
        <span className="min-w-0 font-mono [overflow-wrap:anywhere]">
          {plainName(call.toolName)}
        </span>
        <span className="text-ink-muted">{states[call.state]}</span>
        <ChevronRight
          size={16}
          aria-hidden
          className="text-ink-muted ml-auto shrink-0 transition-transform group-open/tool:rotate-90"
        />
      </summary>
      <dl className="border-line grid gap-2 border-t px-3 py-2.5">
        <ToolValue name="Given" value={call.input} />
        <ToolValue name="Result" value={result} />
      </dl>
    </details>
  )
}

function ToolValue({ name, value }: { name: string; value: unknown }) {
  if (value === undefined) return null
  return (
    <div>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="font-mono [overflow-wrap:anywhere] whitespace-pre-wrap">
        {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      </dd>
    </div>
  )
}
