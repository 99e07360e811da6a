'use client'

import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'

import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { FormNote } from '@/components/ui/form-note'
import { Panel } from '@/components/ui/panel'
import { PasswordField, shortestPassword } from '@/components/ui/password-field'
import { toastStore } from '@/components/ui/toast-store'

/** Where the password is changed, or chosen by who signs in with a provider alone. */
export function PasswordPanel({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const t = useTranslations('account.password')
  const { isSending, send } = useSend()
  const [wrong, setWrong] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<string | null>(null)

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const invalid = [...form.querySelectorAll('input')].filter(({ validity }) => !validity.valid)
    setWrong(invalid.map(({ name }) => name))
    if (invalid.length > 0) return invalid[0]?.focus()
    const data = new FormData(form)
    const reason = await send('/api/auth/password', {
      method: 'POST',
      body: {
        current_password: hasPassword ? data.get('current') : null,
        new_password: data.get('new'),
      },
    })
    setProblem(reason)
    if (reason !== null) return form.querySelector<HTMLInputElement>('[type=password]')?.focus()
    form.reset()
    toastStore.show({ message: t('changed') })
  }

  return (
    <Panel id="password" title={t('title')} lead={hasPassword ? t('lead') : t('lead_without')}>
      <form onSubmit={(event) => void save(event)} noValidate className="grid max-w-md gap-2">
        <FormNote message={problem} />
        {/* Tells password managers whose password it is. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        {hasPassword && (
          <PasswordField
            label={t('now')}
            name="current"
            error={wrong.includes('current') ? t('now_missing') : null}
          />
        )}
        <PasswordField
          label={t('new')}
          name="new"
          isNew
          error={wrong.includes('new') ? t('short', { shortest: shortestPassword }) : null}
        />
        <Button type="submit" disabled={isSending} className="justify-self-start" data-needs-script>
          {hasPassword ? t('change') : t('set')}
        </Button>
      </form>
    </Panel>
  )
}
