'use client'

import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'

import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { FormNote } from '@/components/ui/form-note'
import { Panel } from '@/components/ui/panel'
import { TextField } from '@/components/ui/text-field'
import { toastStore } from '@/components/ui/toast-store'

/** Under which name others see one. */
export function ProfilePanel({ name }: { name: string }) {
  const t = useTranslations('account.profile')
  const { isSending, send } = useSend()
  const [wrong, setWrong] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const written = String(new FormData(form).get('name') ?? '').trim()
    setWrong(written === '' ? t('missing') : null)
    if (written === '') return form.querySelector('input')?.focus()
    const reason = await send('/api/user/profile', { method: 'PATCH', body: { name: written } })
    setProblem(reason)
    if (reason === null) toastStore.show({ message: t('saved') })
  }

  return (
    <Panel id="profile" title={t('title')}>
      <form onSubmit={(event) => void save(event)} noValidate className="grid max-w-md gap-2">
        <FormNote message={problem} />
        <TextField
          label={t('name')}
          name="name"
          autoComplete="name"
          defaultValue={name}
          error={wrong}
          maxLength={200}
          required
        />
        <Button type="submit" disabled={isSending} className="justify-self-start" data-needs-script>
          {t('save')}
        </Button>
      </form>
    </Panel>
  )
}
