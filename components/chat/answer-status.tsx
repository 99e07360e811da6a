'use client'

import { clsx } from 'clsx'
import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'

import type { LiveTurn } from '@/components/chat/live-turn'
import type { Fallback, StoredMessage } from '@/components/chat/stored-message'
import { useModelName } from '@/components/models/model-names'
import { Button } from '@/components/ui/button'

export type AnswerStatusProps = {
  answer: StoredMessage | LiveTurn
  name: string
  hasText: boolean
  ahead: number
  isConnected: boolean
  onRetry?: () => void
  onCancel?: () => void
}

/** Everything there is to say about an answer besides its text. */
export function AnswerStatus(props: AnswerStatusProps) {
  const { answer, hasText } = props
  return (
    <div className={clsx('grid gap-2 empty:hidden', hasText && 'mt-3')} data-status={answer.status}>
      <Progress {...props} />
      <Ending {...props} />
      {answer.fallbacks.map((fallback) => (
        <FallbackNote key={`${fallback.from} ${fallback.to}`} fallback={fallback} />
      ))}
      {answer.omittedMessages > 0 && <Note>{omittedText(answer.omittedMessages, hasText)}</Note>}
    </div>
  )
}

function Progress({ answer, name, hasText, ahead, isConnected, onCancel }: AnswerStatusProps) {
  if (!isConnected) return <Note isLively>The connection is gone. Reconnecting…</Note>
  switch (answer.status) {
    case 'sending':
      return <Note isLively>Sending…</Note>
    case 'pending':
    case 'streaming':
      if (ahead > 0) {
        return (
          <Note>
            Waiting, {ahead} ahead.
            {onCancel && (
              <button
                type="button"
                onClick={onCancel}
                className="hover:text-ink coarse:min-h-11 coarse:px-2 ml-2 underline underline-offset-4"
              >
                Take it back
              </button>
            )}
          </Note>
        )
      }
      return hasText ? null : <Note isLively>{name} is reading…</Note>
    default:
      return null
  }
}

function Ending({ answer, hasText, onRetry }: AnswerStatusProps) {
  const retry = onRetry && <RetryButton onRetry={onRetry} />
  switch (answer.status) {
    case 'stopped':
      return (
        <Notice tone="calm">
          <p>{hasText ? 'Stopped. What had arrived is kept.' : 'Stopped before it began.'}</p>
        </Notice>
      )
    case 'interrupted':
      return (
        <Notice tone="caution">
          <p>
            {hasText
              ? 'The server was restarted before the answer was complete. What had arrived is kept.'
              : 'The server was restarted before the answer began.'}
          </p>
          {retry}
        </Notice>
      )
    case 'failed':
      return (
        <Notice tone="danger">
          <p>{answer.error?.message ?? 'The answer failed. Try again.'}</p>
          {retry}
        </Notice>
      )
    default:
      return null
  }
}

const tones = {
  calm: 'bg-hover text-ink-muted',
  caution: 'bg-caution-soft text-caution',
  danger: 'bg-danger-soft text-danger',
}

function Notice({ tone, children }: { tone: keyof typeof tones; children: ReactNode }) {
  return (
    <div
      className={clsx(
        'text-body flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md px-3.5 py-2',
        tones[tone],
      )}
    >
      {children}
    </div>
  )
}

function RetryButton({ onRetry }: { onRetry: () => void }) {
  return (
    <Button onClick={onRetry} className="text-ink" data-needs-script>
      <RotateCw size={15} aria-hidden />
      Retry
    </Button>
  )
}

function Note({ children, isLively = false }: { children: ReactNode; isLively?: boolean }) {
  return <p className={clsx('text-label text-ink-muted', isLively && 'knot-pulse')}>{children}</p>
}

function FallbackNote({ fallback }: { fallback: Fallback }) {
  const from = useModelName(fallback.from)
  const to = useModelName(fallback.to)
  return (
    <Note>
      {from} did not answer, so {to} did. <span title={fallback.code}>{fallback.message}</span>
    </Note>
  )
}

const omittedText = (count: number, isOver: boolean): string =>
  `${count === 1 ? 'One older message' : `${count} older messages`} did not fit the model’s window and ${
    count === 1 ? 'was' : 'were'
  } left out${isOver ? '' : ' of the question'}.`
