'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'

import { focusComposerIfLost } from '@/components/chat/focus-composer'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useBackCloses } from '@/components/ui/use-back-closes'

/** What was changed, by message: a row that is scrolled far away is taken off the page. */
const unsent = new Map<string, string>()

const editButton = 'button:has(+ [aria-haspopup=menu])'

export type QuestionEditorProps = {
  id: string
  text: string
  onSend: (text: string) => void
  onClose: () => void
}

/** A question that is being edited in its place. What was changed is not given up unasked. */
export default function QuestionEditor({ id, text, onSend, onClose }: QuestionEditorProps) {
  const t = useTranslations('chat.edit')
  const field = useRef<HTMLTextAreaElement>(null)
  const [written, setWritten] = useState(() => unsent.get(id) ?? text)
  const [isAsking, setAsking] = useState(false)
  const isChanged = written !== text
  const isEmpty = written.trim() === ''

  useEffect(() => {
    // One that is drawn anew takes the focus from nobody who writes elsewhere meanwhile.
    if (document.activeElement?.matches('textarea, input')) return
    const end = field.current?.value.length ?? 0
    field.current?.focus()
    field.current?.setSelectionRange(end, end)
  }, [])

  useEffect(() => {
    if (!isChanged) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isChanged])

  const write = (changed: string) => {
    setWritten(changed)
    unsent.set(id, changed)
  }
  const close = () => {
    const question = field.current?.closest('article')
    // Once the button that began it is there again.
    requestAnimationFrame(() => question?.querySelector<HTMLElement>(editButton)?.focus())
    unsent.delete(id)
    onClose()
  }
  const leave = () => {
    if (isChanged) setAsking(true)
    else close()
    return !isChanged
  }
  useBackCloses(leave)
  const send = () => {
    if (isEmpty) return
    unsent.delete(id)
    onSend(written)
    focusComposerIfLost()
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      leave()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send()
    }
  }

  return (
    <>
      <form onSubmit={submit} aria-label={t('label')} className="w-full">
        <textarea
          ref={field}
          aria-label={t('label')}
          value={written}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
          className="border-accent bg-surface text-reading block [field-sizing:content] max-h-[50dvh] min-h-20 w-full resize-none rounded-lg border px-4 py-2.5"
        />
        <p className="text-label text-ink-muted mt-1">{t('hint')}</p>
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={leave}>{t('cancel')}</Button>
          <Button type="submit" look="primary" disabled={isEmpty}>
            {t('send')}
          </Button>
        </div>
      </form>
      {isAsking && (
        <ConfirmDialog
          title={t('discard_title')}
          action={t('discard')}
          onConfirm={() => {
            close()
            return Promise.resolve(null)
          }}
          onClose={() => setAsking(false)}
        >
          <p>{t('discard_text')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
