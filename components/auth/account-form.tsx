'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useEffect, useRef, useState, type FormEvent } from 'react'

import { useErrorText } from '@/components/api/use-error-text'
import { FormNote } from '@/components/ui/form-note'
import { untouched, type FormState } from '@/components/auth/form-state'
import { useOffline } from '@/components/auth/use-offline'
import { Button } from '@/components/ui/button'
import { PasswordField, shortestPassword } from '@/components/ui/password-field'
import { TextField } from '@/components/ui/text-field'

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>

type FieldName = 'name' | 'email' | 'password' | 'new-password' | 'code'

/** Of each field there is one way to be wrong that the browser does not prevent. */
const mistakes = ['name', 'email', 'code'] as const

export type AccountFormProps = {
  action: FormAction
  fields: readonly FieldName[]
  submit: string
  /** What goes along without being shown. */
  hidden?: Record<string, string>
  /** The address that an account must have here. */
  email?: string
  /** Why somebody was sent here. */
  message?: string | null
}

/** The form that begins a session: with an account, a new one or the first. Keeps what was typed, but for secrets. */
export function AccountForm({
  action,
  fields,
  submit,
  hidden = {},
  email,
  message = null,
}: AccountFormProps) {
  const t = useTranslations('auth.form')
  const explainError = useErrorText()
  const [state, act, isPending] = useActionState(action, untouched)
  const [incomplete, setIncomplete] = useState<Record<string, string> | null>(null)
  const { isOffline, holdBack } = useOffline()
  const form = useRef<HTMLFormElement>(null)
  const wrong = incomplete ?? state.fields
  const refusal = Object.keys(wrong).length === 0 ? state.error : null
  const isRefused = state !== untouched && incomplete === null

  useEffect(() => {
    if (state === untouched || !form.current) return
    const inputs = inputsOf(form.current)
    const [firstWrong] = inputs.filter(({ name }) => name in state.fields)
    const [firstEmpty] = inputs.filter(({ value }) => value === '')
    ;(firstWrong ?? firstEmpty)?.focus()
  }, [state])

  const check = (event: FormEvent<HTMLFormElement>) => {
    const invalid = inputsOf(event.currentTarget).filter(({ validity }) => !validity.valid)
    holdBack(event)
    if (invalid.length === 0) return setIncomplete(null)
    event.preventDefault()
    setIncomplete(Object.fromEntries(invalid.map(({ name }) => [name, name])))
    invalid[0]?.focus()
  }

  const mistakeOf = (name: string) => {
    const known = mistakes.find((each) => each === name)
    return known && t(`mistakes.${known}`)
  }
  const errorOf = (name: string, otherwise?: string) =>
    name in wrong ? (mistakeOf(name) ?? otherwise) : null

  return (
    <form ref={form} action={act} onSubmit={check} noValidate>
      <FormNote
        message={isOffline ? t('offline') : isRefused ? refusal && explainError(refusal) : message}
      />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="grid gap-3">
        {fields.includes('name') && (
          <TextField
            label={t('name')}
            name="name"
            autoComplete="name"
            defaultValue={state.values.name}
            error={errorOf('name')}
            maxLength={200}
            required
          />
        )}
        {fields.includes('email') && (
          <TextField
            label={t('email')}
            name="email"
            type="email"
            autoComplete="username"
            spellCheck={false}
            autoCapitalize="none"
            defaultValue={email ?? state.values.email}
            readOnly={email !== undefined}
            hint={email === undefined ? undefined : t('invited')}
            error={errorOf('email')}
            maxLength={254}
            required
          />
        )}
        {fields.includes('password') && (
          <PasswordField
            label={t('password')}
            name="password"
            error={errorOf('password', t('mistakes.password'))}
          />
        )}
        {fields.includes('new-password') && (
          <PasswordField
            label={t('password')}
            name="password"
            isNew
            error={errorOf('password', t('mistakes.short', { shortest: shortestPassword }))}
          />
        )}
        {fields.includes('code') && (
          <TextField
            label={t('code')}
            name="code"
            autoComplete="one-time-code"
            spellCheck={false}
            autoCapitalize="characters"
            placeholder="0000-0000"
            hint={t('code_hint')}
            error={errorOf('code')}
            maxLength={100}
            required
          />
        )}
      </div>
      <Button
        type="submit"
        look="primary"
        aria-disabled={isPending}
        className="mt-4 h-11! w-full"
        onClick={(event) => isPending && event.preventDefault()}
      >
        {isPending ? t('wait') : submit}
      </Button>
    </form>
  )
}

const inputsOf = (form: HTMLFormElement) =>
  [...form.elements].filter(
    (element): element is HTMLInputElement =>
      element instanceof HTMLInputElement && element.type !== 'hidden',
  )
