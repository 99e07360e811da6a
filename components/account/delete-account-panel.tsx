'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'

import { forgetWritten } from '@/components/account/one-person'
import { tellSignedOut } from '@/components/account/signed-out'
import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import { forgetOffline } from '@/components/pwa/forget-offline'
import { forgetKeptChat } from '@/components/temporary/kept-chat'
import { Button, buttonClass } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FormNote } from '@/components/ui/form-note'
import { Link } from '@/components/ui/link'
import { Panel } from '@/components/ui/panel'
import { PasswordField } from '@/components/ui/password-field'
import { TextField } from '@/components/ui/text-field'

export type DeleteAccountProps = { email: string; hasPassword: boolean }

/** The way out, with one's data first. */
export function DeleteAccountPanel(props: DeleteAccountProps) {
  const t = useTranslations('account.delete')
  const [isAsking, setAsking] = useState(false)
  return (
    <Panel id="delete" title={t('title')} lead={t('lead')}>
      <div className="flex flex-wrap gap-2">
        <Link href="/data" className={buttonClass('quiet')}>
          <Download size={16} aria-hidden />
          {t('export')}
        </Link>
        <Button className="text-danger" onClick={() => setAsking(true)} data-needs-script>
          {t('delete')}
        </Button>
      </div>
      {isAsking && <DeleteAccountDialog {...props} onClose={() => setAsking(false)} />}
    </Panel>
  )
}

function DeleteAccountDialog({
  email,
  hasPassword,
  onClose,
}: DeleteAccountProps & { onClose: () => void }) {
  const t = useTranslations('account.delete')
  const [wrong, setWrong] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)

  const remove = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const typed = String(data.get('confirmation') ?? '').trim()
    const password = String(data.get('password') ?? '')
    const missing = [
      ...(typed.toLowerCase() === email.toLowerCase() ? [] : ['confirmation']),
      ...(hasPassword && password === '' ? ['password'] : []),
    ]
    setWrong(missing)
    if (missing.length > 0) {
      return form.querySelector<HTMLInputElement>(`[name=${missing[0]}]`)?.focus()
    }
    setSending(true)
    try {
      await request('/api/user', {
        method: 'DELETE',
        body: { email: typed, ...(hasPassword && { password }) },
      })
      tellSignedOut()
      forgetKeptChat()
      forgetWritten()
      await forgetOffline()
      // A whole new page: nothing of the account stays in this one.
      location.replace('/sign-in')
    } catch (error) {
      setProblem(explain(error))
      setSending(false)
    }
  }

  return (
    <Dialog title={t('sure')} onClose={onClose} className="sm:max-w-md!">
      <form
        onSubmit={(event) => void remove(event)}
        noValidate
        className="min-h-0 overflow-y-auto px-5 pb-5"
      >
        <FormNote message={problem} />
        <p className="text-body text-ink-muted mb-4">{t('consequence')}</p>
        <TextField
          label={t('confirm')}
          name="confirmation"
          type="email"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          placeholder={email}
          error={wrong.includes('confirmation') ? t('confirm_wrong', { email }) : null}
          data-autofocus
        />
        {hasPassword && (
          <PasswordField
            label={t('password')}
            name="password"
            error={wrong.includes('password') ? t('password_missing') : null}
          />
        )}
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="danger" disabled={isSending}>
            {t('submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
