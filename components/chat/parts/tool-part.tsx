import { clsx } from 'clsx'
import { Check, ChevronRight, CircleAlert, Loader, Wrench } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { MessagePart } from '@/lib/core/thread/message'
import { plainName } from '@/lib/core/thread/plain-name'

export type ToolCall = Extract<MessagePart, { type: 'dynamic-tool' }>

const states = {
  'input-streaming': 'preparing',
  'input-available': 'running',
  'approval-requested': 'waiting',
  'approval-responded': 'running',
  'output-available': 'done',
  'output-error': 'failed',
  'output-denied': 'failed',
} as const satisfies Record<ToolCall['state'], string>

const icons = {
  preparing: Loader,
  waiting: CircleAlert,
  running: Loader,
  done: Check,
  failed: CircleAlert,
}

/** A tool that a model called, with what it was given and what it gave back folded. */
export function ToolPart({ call }: { call: ToolCall }) {
  const t = useTranslations('chat.tool')
  // A foreign file may say anything.
  const state = Object.hasOwn(states, call.state) ? states[call.state] : 'done'
  const Icon = icons[state]
  return (
    <details className="group/tool border-line bg-surface text-label rounded-md border">
      <summary className="coarse:min-h-11 flex min-h-10 list-none items-center gap-2 rounded-md px-3 py-1.5 [&::-webkit-details-marker]:hidden">
        <Wrench size={15} aria-hidden className="text-ink-muted shrink-0" />
        <span className="min-w-0 font-mono [overflow-wrap:anywhere]">
          {plainName(call.toolName)}
        </span>
        <span
          className={clsx(
            'inline-flex shrink-0 items-center gap-1',
            state === 'failed' ? 'text-danger' : 'text-ink-muted',
          )}
        >
          <Icon size={14} aria-hidden className={clsx(Icon === Loader && 'knot-pulse')} />
          {t(state)}
        </span>
        <ChevronRight
          size={16}
          aria-hidden
          className="text-ink-muted ml-auto shrink-0 transition-transform group-open/tool:rotate-90"
        />
      </summary>
      <dl className="border-line grid gap-2 border-t px-3 py-2.5">
        <ToolValue name={t('given')} value={call.input} />
        {call.state === 'output-error' ? (
          <ToolValue name={t('error')} value={call.errorText} />
        ) : (
          <ToolValue name={t('result')} value={call.output} />
        )}
      </dl>
    </details>
  )
}

function ToolValue({ name, value }: { name: string; value: unknown }) {
  if (value === undefined) return null
  return (
    <div>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="max-h-80 overflow-y-auto font-mono [overflow-wrap:anywhere] whitespace-pre-wrap">
        {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      </dd>
    </div>
  )
}
