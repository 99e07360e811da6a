'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'

import type { Now } from '@/components/account/moment'
import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FormNote } from '@/components/ui/form-note'
import { SecretOnce } from '@/components/ui/secret-once'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { NewApiKey } from '@/lib/core/access/api-key'
import { scopeSchema } from '@/lib/core/access/roles'

const dayMs = 86_400_000
const lives = ['30', '90', '365', 'never'] as const

/** Where a key is made and, once, seen. */
export function NewKeyDialog({ now, onClose }: { now: Now; onClose: () => void }) {
  const t = useTranslations('account.keys')
  const scopes = useTranslations('account.scopes')
  const router = useRouter()
  const [made, setMade] = useState<NewApiKey | null>(null)
  const [isSending, setSending] = useState(false)
  const [isUnnamed, setUnnamed] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const name = String(data.get('name') ?? '').trim()
    setUnnamed(name === '')
    if (name === '') return form.querySelector('input')?.focus()
    const days = Number(data.get('life'))
    setSending(true)
    try {
      const response = await request('/api/keys', {
        method: 'POST',
        body: {
          name,
          scope: data.get('scope'),
          expires_at: days > 0 ? new Date(now.at + days * dayMs).toISOString() : null,
        },
      })
      setMade((await response.json()) as NewApiKey)
      router.refresh()
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setSending(false)
    }
  }

  if (made) {
    return (
      <Dialog key="made" title={t('made.title', { name: made.name })} onClose={onClose}>
        <div className="grid gap-4 overflow-y-auto px-5 pb-5">
          <SecretOnce label={t('made.key')} secret={made.key} warning={t('made.warning')} />
          <Button className="justify-self-end" onClick={onClose}>
            {t('made.done')}
          </Button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog key="new" title={t('form.title')} onClose={onClose}>
      <form
        onSubmit={(event) => void make(event)}
        noValidate
        className="min-h-0 overflow-y-auto px-5 pb-5"
      >
        <FormNote message={problem} />
        <TextField
          label={t('form.name')}
          name="name"
          autoComplete="off"
          placeholder={t('form.example')}
          hint={t('form.name_hint')}
          error={isUnnamed ? t('form.unnamed') : null}
          maxLength={100}
          required
          data-autofocus
        />
        <fieldset className="mt-3 min-w-0">
          <legend className="text-label mb-1 font-medium">{t('form.scope')}</legend>
          <div className="border-line divide-line divide-y rounded-md border">
            {scopeSchema.options.map((scope) => (
              <label
                key={scope}
                className="has-focus-visible:outline-accent flex cursor-pointer gap-3 px-3.5 py-2.5 -outline-offset-2 has-focus-visible:outline-2"
              >
                <input
                  type="radio"
                  name="scope"
                  value={scope}
                  defaultChecked={scope === 'chat'}
                  className="accent-accent mt-1 size-4 shrink-0 outline-none"
                />
                <span>
                  <span className="text-body font-medium">{scopes(`${scope}.name`)}</span>
                  <span className="text-label text-ink-muted block">{scopes(`${scope}.can`)}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <SelectField
          label={t('form.expires')}
          name="life"
          options={lives.map((value) => ({ value, label: t(`lives.${value}`) }))}
          defaultValue="90"
          className="mt-4"
        />
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
