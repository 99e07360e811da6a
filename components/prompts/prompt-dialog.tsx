'use client'

import { useTranslations } from 'next-intl'
import { useId, useState, type FormEvent } from 'react'

import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { fieldClass } from '@/components/ui/field-class'
import { FormNote } from '@/components/ui/form-note'
import { TextField } from '@/components/ui/text-field'
import { variablesOf, type Prompt } from '@/lib/core/prompt/prompt'

/** Writes a new prompt, or changes one. */
export default function PromptDialog({
  prompt,
  onClose,
}: {
  prompt: Prompt | null
  onClose: () => void
}) {
  const t = useTranslations('prompts')
  const id = useId()
  const { isSending, send } = useSend()
  const [name, setName] = useState(prompt?.name ?? '')
  const [text, setText] = useState(prompt?.text ?? '')
  const [shared, setShared] = useState(prompt?.shared ?? false)
  const [problem, setProblem] = useState<string | null>(null)
  const variables = variablesOf(text)
  const isChanged = name !== (prompt?.name ?? '') || text !== (prompt?.text ?? '')

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const body = { name: name.trim(), text, shared }
    const reason = prompt
      ? await send(`/api/prompts/${prompt.id}`, { method: 'PATCH', body })
      : await send('/api/prompts', { method: 'POST', body })
    if (reason === null) onClose()
    else setProblem(reason)
  }

  return (
    <Dialog
      title={prompt ? t('edit_title') : t('new')}
      mayClose={() => !isChanged || confirm(t('discard'))}
      onClose={onClose}
    >
      <form onSubmit={save} className="grid min-h-0 overflow-y-auto px-5 pb-5">
        <FormNote message={problem} />
        <TextField
          label={t('name')}
          hint={t('name_hint')}
          required
          maxLength={60}
          autoCapitalize="none"
          autoComplete="off"
          data-autofocus
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <label htmlFor={`${id}-text`} className="text-label mt-2 mb-1 block font-medium">
          {t('text')}
        </label>
        <textarea
          id={`${id}-text`}
          required
          rows={6}
          maxLength={20_000}
          aria-describedby={`${id}-variables`}
          value={text}
          onChange={({ target }) => setText(target.value)}
          className={`${fieldClass()} h-auto! min-h-40 resize-y py-2.5`}
        />
        <p id={`${id}-variables`} className="text-label text-ink-muted mt-1 min-h-5">
          {variables.length === 0
            ? t('text_hint')
            : t('asks_for', { variables: variables.join(', ') })}
        </p>
        <label className="text-body coarse:min-h-11 mt-2 flex min-h-9 items-center gap-2.5">
          <input
            type="checkbox"
            checked={shared}
            onChange={({ target }) => setShared(target.checked)}
            className="accent-accent size-4"
          />
          {t('share')}
        </label>
        <div className="mt-4 flex justify-end gap-2">
          <Button type="submit" look="primary" disabled={isSending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
