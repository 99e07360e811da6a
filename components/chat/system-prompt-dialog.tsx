'use client'

import { useTranslations } from 'next-intl'
import { useRef, type FormEvent } from 'react'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

const maxLength = 100_000

export type SystemPromptDialogProps = {
  text: string | null
  onSave: (text: string | null) => void
  onClose: () => void
}

/** Where the system prompt of a thread is read and changed. */
export default function SystemPromptDialog({ text, onSave, onClose }: SystemPromptDialogProps) {
  const t = useTranslations('chat.system_prompt')
  const isChanged = useRef(false)
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const written = String(new FormData(event.currentTarget).get('system-prompt') ?? '').trim()
    if (written !== (text ?? '')) onSave(written === '' ? null : written)
    onClose()
  }
  return (
    <Dialog
      title={t('title')}
      description={t('description')}
      mayClose={() => !isChanged.current || confirm(t('discard'))}
      onClose={onClose}
    >
      <form onSubmit={save} className="flex min-h-0 flex-col gap-4 px-5 pb-5">
        <textarea
          onInput={() => {
            isChanged.current = true
          }}
          name="system-prompt"
          aria-label={t('title')}
          defaultValue={text ?? ''}
          maxLength={maxLength}
          rows={8}
          data-autofocus
          placeholder={t('placeholder')}
          className="border-line-strong bg-canvas text-reading placeholder:text-ink-muted min-h-32 w-full resize-y rounded-md border px-3.5 py-2.5"
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary">
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
