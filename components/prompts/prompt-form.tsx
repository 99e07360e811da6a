'use client'

import { useTranslations } from 'next-intl'
import { useId, useState, type FormEvent } from 'react'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { fieldClass } from '@/components/ui/field-class'
import { fillPrompt, variablesOf, type Prompt } from '@/lib/core/prompt/prompt'

/** Asks for the values of a prompt's variables. */
export function PromptForm({
  prompt,
  onText,
  onClose,
}: {
  prompt: Prompt
  onText: (text: string) => void
  onClose: () => void
}) {
  const t = useTranslations('prompts')
  const id = useId()
  const variables = variablesOf(prompt.text)
  const [values, setValues] = useState<ReadonlyMap<string, string>>(new Map())

  const mayClose = () =>
    [...values.values()].every((value) => value.trim() === '') || confirm(t('discard'))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onText(
      fillPrompt(prompt.text, new Map(variables.map((name) => [name, values.get(name) ?? '']))),
    )
  }

  return (
    <Dialog
      title={prompt.name}
      description={t('fill')}
      mayClose={mayClose}
      onClose={onClose}
      className="sm:max-w-md!"
    >
      <form onSubmit={submit} className="grid gap-3 overflow-y-auto px-5 pb-5">
        {variables.map((name, index) => (
          <div key={name}>
            <label htmlFor={`${id}-${index}`} className="text-label mb-1 block font-medium">
              {name}
            </label>
            <textarea
              id={`${id}-${index}`}
              rows={1}
              data-autofocus={index === 0 ? true : undefined}
              value={values.get(name) ?? ''}
              onChange={({ target }) => setValues(new Map([...values, [name, target.value]]))}
              className={`${fieldClass()} [field-sizing:content] max-h-48 min-h-11 resize-y py-2`}
            />
          </div>
        ))}
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={() => mayClose() && onClose()}>{t('cancel')}</Button>
          <Button type="submit" look="primary">
            {t('insert')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
