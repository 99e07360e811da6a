'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'

import { givenRoles } from '@/components/admin/given-roles'
import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FormNote } from '@/components/ui/form-note'
import { SecretOnce } from '@/components/ui/secret-once'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { NewInvitation } from '@/lib/core/access/invitation'
import { mayInvite } from '@/lib/core/access/member'
import type { Role } from '@/lib/core/access/roles'

const lives = ['1', '7', '30'] as const

/** Where an invitation is made and, once, its link seen. */
export function NewInvitationDialog({ ownRole, onClose }: { ownRole: Role; onClose: () => void }) {
  const t = useTranslations('admin.invitations')
  const roles = useTranslations('account.roles')
  const router = useRouter()
  const [link, setLink] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const [isWrong, setWrong] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const email = form.querySelector<HTMLInputElement>('[name=email]')
    setWrong(email?.validity.valid === false)
    if (email?.validity.valid === false) return email.focus()
    const data = new FormData(form)
    setSending(true)
    try {
      const response = await request('/api/invitations', {
        method: 'POST',
        body: {
          role: data.get('role'),
          email: String(data.get('email') ?? '').trim() || null,
          expires_in_days: Number(data.get('life')),
        },
      })
      const { url } = (await response.json()) as NewInvitation
      setLink(new URL(url, location.origin).href)
      router.refresh()
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setSending(false)
    }
  }

  if (link !== null) {
    return (
      <Dialog key="made" title={t('made.title')} onClose={onClose}>
        <div className="grid gap-4 overflow-y-auto px-5 pb-5">
          <SecretOnce label={t('made.link')} secret={link} warning={t('made.warning')} />
          <Button className="justify-self-end" onClick={onClose}>
            {t('made.done')}
          </Button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog key="new" title={t('new')} onClose={onClose}>
      <form
        onSubmit={(event) => void make(event)}
        noValidate
        className="min-h-0 overflow-y-auto px-5 pb-5"
      >
        <FormNote message={problem} />
        <TextField
          label={t('form.email')}
          name="email"
          type="email"
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          hint={t('form.email_hint')}
          error={isWrong ? t('form.email_wrong') : null}
          maxLength={254}
          data-autofocus
        />
        <div className="mt-2 grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t('form.role')}
            name="role"
            options={givenRoles
              .filter((role) => mayInvite(ownRole, role))
              .map((value) => ({ value, label: roles(value) }))}
            defaultValue="member"
          />
          <SelectField
            label={t('form.life')}
            name="life"
            options={lives.map((value) => ({ value, label: t(`lives.${value}`) }))}
            defaultValue="7"
          />
        </div>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('form.cancel')}</Button>
          <Button type="submit" look="primary" disabled={isSending}>
            {t('form.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
