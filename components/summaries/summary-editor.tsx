'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type FormEvent } from 'react'

import { Button } from '@/components/ui/button'
import type { Summary } from '@/lib/core/summary/summary'

const maxLength = 20_000

export type SummaryEditorProps = {
  summary: Summary
  /** Whether the person is about to leave with a text that is not saved. */
  isAskedToLeave: boolean
  onChanged: (isChanged: boolean) => void
  /** Rejects with what to tell the person. */
  onSave: (content: string) => Promise<void>
  onCancel: () => void
  onStay: () => void
  onDiscard: () => void
}

/** The text of a summary while it is being changed. */
export function SummaryEditor(props: SummaryEditorProps) {
  const t = useTranslations('summaries.editor')
  const { summary, isAskedToLeave, onChanged, onSave, onCancel, onStay, onDiscard } = props
  const [before] = useState(summary.content)
  const [text, setText] = useState(before)
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const isChanged = text !== before

  useEffect(() => {
    if (!isChanged) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isChanged])

  const write = (next: string) => {
    setText(next)
    onChanged(next !== before)
  }

  const stay = () => {
    onStay()
    field.current?.focus()
  }

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!isChanged) return onCancel()
    setSaving(true)
    setProblem('')
    try {
      await onSave(text)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : '')
      setSaving(false)
    }
  }

  return (
    <form onSubmit={save} className="flex min-h-0 flex-col gap-3 px-5 pb-5">
      <textarea
        ref={field}
        aria-label={t('label')}
        value={text}
        onChange={(event) => write(event.target.value)}
        maxLength={maxLength}
        rows={10}
        autoFocus
        className="border-line-strong bg-canvas text-reading min-h-32 w-full resize-y rounded-md border px-3.5 py-2.5"
      />
      <p role="alert" className="text-label text-danger empty:hidden">
        {problem}
      </p>
      {isAskedToLeave ? (
        <div
          // Else React would make a button to save out of the one that is being pressed.
          key="ask"
          role="alertdialog"
          aria-label={t('unsaved')}
          className="flex flex-wrap items-center gap-2"
        >
          <p className="text-body flex-[1_1_10rem]">{t('discard_sure')}</p>
          <Button autoFocus onClick={stay}>
            {t('stay')}
          </Button>
          <Button look="danger" onClick={onDiscard}>
            {t('discard')}
          </Button>
        </div>
      ) : (
        <div key="finish" className="flex justify-end gap-2">
          <Button onClick={onCancel}>{t('cancel')}</Button>
          <Button type="submit" look="primary" disabled={isSaving || text.trim() === ''}>
            {isSaving ? t('saving') : t('save')}
          </Button>
        </div>
      )}
    </form>
  )
}
