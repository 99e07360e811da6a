'use client'

import { useTranslations } from 'next-intl'

import { Panel } from '@/components/ui/panel'
import { TextField } from '@/components/ui/text-field'

/** The address that one signs in with. */
export function EmailPanel({ email }: { email: string }) {
  const t = useTranslations('account.sign_in')
  return (
    <Panel id="sign-in" title={t('title')}>
      <TextField
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={email}
        readOnly
        hint={t('fixed')}
        className="max-w-md"
      />
    </Panel>
  )
}
