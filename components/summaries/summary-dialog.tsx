'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { describeSpan } from '@/components/summaries/describe-summary'
import { SummaryEditor } from '@/components/summaries/summary-editor'
import { SummaryFigures } from '@/components/summaries/summary-figures'
import type { Summarised } from '@/components/summaries/use-summarise-now'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { Summary } from '@/lib/core/summary/summary'

export type SummaryDialogProps = {
  summary: Summary
  /** What is being summarised now. */
  progress: string | null
  onSave: (summary: Summary, content: string) => Promise<void>
  onRevert: (summary: Summary) => Promise<void>
  onSummarise: () => Promise<Summarised>
  onClose: () => void
}

/** One summary: what it says, how it came about, and for the one in force how to change it. */
export default function SummaryDialog(props: SummaryDialogProps) {
  const t = useTranslations('summaries')
  const { summary, progress, onSave, onRevert, onSummarise, onClose } = props
  const [isEditing, setEditing] = useState(false)
  const [wasEditing, setWasEditing] = useState(false)
  const [isChanged, setChanged] = useState(false)
  const [leaving, setLeaving] = useState<(() => void) | null>(null)
  const [note, setNote] = useState('')
  /** What was written before the original came back. */
  const [taken, setTaken] = useState<string | null>(null)

  const stopEditing = () => {
    setEditing(false)
    setWasEditing(true)
    setChanged(false)
    setLeaving(null)
  }
  /** Asks before a text is lost that is nowhere else. */
  const leave = (go: () => void): boolean => {
    if (isChanged) setLeaving(() => go)
    return !isChanged
  }

  const attempt = async (work: () => Promise<string>) => {
    setNote('')
    setNote(await work().catch((error: Error) => error.message))
  }
  const revert = () =>
    attempt(async () => {
      await onRevert(summary)
      setTaken(summary.content)
      return t('reverted')
    })
  const undo = (content: string) =>
    attempt(async () => {
      await onSave(summary, content)
      setTaken(null)
      return ''
    })
  const summarise = () =>
    attempt(async () => {
      const outcome = await onSummarise()
      return 'problem' in outcome ? outcome.problem : ''
    })

  return (
    <Dialog
      title={t('title', { span: describeSpan(summary, t) })}
      description={summary.in_force ? t('in_force') : t('superseded')}
      mayClose={() => leave(onClose)}
      onClose={onClose}
    >
      {isEditing ? (
        <SummaryEditor
          summary={summary}
          isAskedToLeave={leaving !== null}
          onChanged={setChanged}
          onSave={async (content) => {
            await onSave(summary, content)
            stopEditing()
          }}
          onCancel={() => leave(stopEditing) && stopEditing()}
          onStay={() => setLeaving(null)}
          onDiscard={() => leaving?.()}
        />
      ) : (
        <>
          <div
            tabIndex={0}
            role="region"
            aria-label={t('label')}
            className="min-h-0 overflow-y-auto overscroll-contain px-5 pb-4 -outline-offset-2"
          >
            <p className="text-reading whitespace-pre-wrap">{summary.content}</p>
            {summary.original_content !== null && (
              <details className="text-body mt-3">
                <summary className="text-label text-ink-muted coarse:min-h-11 coarse:py-2.5">
                  {t('original')}
                </summary>
                <p className="text-ink-muted mt-1 whitespace-pre-wrap">
                  {summary.original_content}
                </p>
              </details>
            )}
            <SummaryFigures summary={summary} />
          </div>
          <footer className="border-line flex flex-wrap items-center gap-2 border-t px-5 py-3">
            <p role="status" className="text-label text-ink-muted w-full empty:hidden">
              {progress ?? note}
            </p>
            {summary.in_force && (
              <>
                <Button data-autofocus autoFocus={wasEditing} onClick={() => setEditing(true)}>
                  {t('edit')}
                </Button>
                {summary.edited_at !== null ? (
                  <Button onClick={revert}>{t('revert')}</Button>
                ) : (
                  taken !== null && <Button onClick={() => undo(taken)}>{t('undo')}</Button>
                )}
              </>
            )}
            <Button className="ml-auto" onClick={summarise} disabled={progress !== null}>
              {t('summarise')}
            </Button>
          </footer>
        </>
      )}
    </Dialog>
  )
}
