'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { useErrorText } from '@/components/api/use-error-text'
import type { FormAction } from '@/components/auth/account-form'
import { FormNote } from '@/components/ui/form-note'
import { untouched } from '@/components/auth/form-state'
import { useOffline } from '@/components/auth/use-offline'
import { Button } from '@/components/ui/button'

export type Way = { label: string; action: FormAction; hidden: Record<string, string> }

/** The ways in that need no form to be filled in. */
export function OtherWays({ ways }: { ways: readonly Way[] }) {
  const t = useTranslations('auth')
  if (ways.length === 0) return null
  return (
    <>
      <div className="text-label text-ink-muted my-5 flex items-center gap-3">
        <span className="bg-line h-px flex-1" />
        {t('or')}
        <span className="bg-line h-px flex-1" />
      </div>
      <div className="grid gap-2">
        {ways.map((way) => (
          <OneWay key={way.label} way={way} />
        ))}
      </div>
    </>
  )
}

function OneWay({ way: { label, action, hidden } }: { way: Way }) {
  const explainError = useErrorText()
  const [state, act, isPending] = useActionState(action, untouched)
  const { isOffline, holdBack } = useOffline()
  const t = useTranslations('auth.form')
  return (
    <form action={act} onSubmit={holdBack}>
      <FormNote message={isOffline ? t('offline') : state.error && explainError(state.error)} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" className="h-11! w-full" disabled={isPending}>
        {label}
      </Button>
    </form>
  )
}
