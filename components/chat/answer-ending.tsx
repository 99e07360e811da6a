'use client'

import { clsx } from 'clsx'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { useErrorText } from '@/components/api/use-error-text'
import type { AnswerStatusProps } from '@/components/chat/answer-status'
import { Note } from '@/components/chat/note'
import type { Fallback } from '@/components/chat/stored-message'
import { useModelName } from '@/components/models/model-names'
import { Button } from '@/components/ui/button'

/** What there is to say about how an answer came about and how it ended. */
export default function AnswerEnding(props: AnswerStatusProps) {
  const t = useTranslations('chat.status')
  const { answer, hasText } = props
  return (
    <>
      <Ending {...props} />
      {answer.fallbacks.map((fallback) => (
        <FallbackNote key={`${fallback.from} ${fallback.to}`} fallback={fallback} />
      ))}
      {answer.omittedMessages > 0 && (
        <Note>
          {t(hasText ? 'omitted' : 'omittedOfQuestion', { count: answer.omittedMessages })}
        </Note>
      )}
    </>
  )
}

function Ending({ answer, hasText, asked = null, activeModel, onRetry }: AnswerStatusProps) {
  const t = useTranslations('chat.status')
  const explainError = useErrorText()
  const retry = onRetry && (
    <div className="flex flex-wrap gap-2">
      <RetryButton onRetry={() => onRetry(asked)} />
      {activeModel !== undefined && activeModel !== asked && (
        <RetryButton model={activeModel} onRetry={() => onRetry(activeModel)} />
      )}
    </div>
  )
  switch (answer.status) {
    case 'stopped':
      return (
        <Notice tone="calm">
          <p>{t(hasText ? 'stopped' : 'stoppedBefore')}</p>
        </Notice>
      )
    case 'interrupted':
      return (
        <Notice tone="caution">
          <p>{t(hasText ? 'interrupted' : 'interruptedBefore')}</p>
          {retry}
        </Notice>
      )
    case 'failed':
      return (
        <Notice tone="danger">
          <p>{answer.error ? explainError(answer.error) : t('failed')}</p>
          {retry}
        </Notice>
      )
    case 'completed':
      if (answer.finishReason === 'length') return <CutShort>{t('cutByLength')}</CutShort>
      if (answer.finishReason === 'content-filter') return <CutShort>{t('cutByFilter')}</CutShort>
      return null
    default:
      return null
  }
}

const CutShort = ({ children }: { children: string }) => (
  <Notice tone="caution">
    <p>{children}</p>
  </Notice>
)

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

/** Asks the same model again, or one that was chosen meanwhile. */
function RetryButton({ model = null, onRetry }: { model?: string | null; onRetry: () => void }) {
  const t = useTranslations('chat.status')
  const name = useModelName(model)
  return (
    <Button onClick={onRetry} className="text-ink" data-needs-script>
      <RotateCw size={15} aria-hidden />
      {model === null ? t('retry') : t('retry_with', { name })}
    </Button>
  )
}

function FallbackNote({ fallback }: { fallback: Fallback }) {
  const t = useTranslations('chat.status')
  const explainError = useErrorText()
  const from = useModelName(fallback.from)
  const to = useModelName(fallback.to)
  return (
    <Note>
      {t('fallback', { from, to })} <span title={fallback.code}>{explainError(fallback)}</span>
    </Note>
  )
}
