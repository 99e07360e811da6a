'use client'

import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'

import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { FormNote } from '@/components/ui/form-note'
import { Panel } from '@/components/ui/panel'
import { TextField } from '@/components/ui/text-field'
import { toastStore } from '@/components/ui/toast-store'
import type { Workspace } from '@/lib/core/access/workspace'

const fields = [
  {
    name: 'monthly_budget',
    hint: 'no_limit',
    min: 0,
    step: 0.01,
    max: 1e9,
  },
  {
    name: 'monthly_tokens',
    hint: 'no_limit',
    min: 0,
    step: 1,
    max: 1e15,
  },
  {
    name: 'chat_per_minute',
    hint: 'as_server',
    min: 1,
    step: 1,
    max: 1e6,
  },
  {
    name: 'write_per_minute',
    hint: 'as_server',
    min: 1,
    step: 1,
    max: 1e6,
  },
] as const

/** What the workspace may spend, and how fast its members may ask. */
export function BudgetPanel({ workspace }: { workspace: Workspace }) {
  const t = useTranslations('admin.budget')
  const { isSending, send } = useSend()
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string | null>(null)

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const inputs = [...event.currentTarget.querySelectorAll('input')]
    const invalid = inputs.filter(({ validity }) => !validity.valid)
    setWrong(
      Object.fromEntries(
        invalid.map((input) => [
          input.name,
          t(`mistakes.${mistakeOf(input)}`, { min: input.min, max: input.max }),
        ]),
      ),
    )
    if (invalid.length > 0) return invalid[0]?.focus()
    const body = Object.fromEntries(
      inputs.map(({ name, value, valueAsNumber }) => [name, value === '' ? null : valueAsNumber]),
    )
    const reason = await send(`/api/workspaces/${workspace.id}`, { method: 'PATCH', body })
    setProblem(reason)
    if (reason === null) toastStore.show({ message: t('saved') })
  }

  return (
    <Panel id="budget" title={t('title')} lead={t('lead')}>
      <form onSubmit={(event) => void save(event)} noValidate>
        <FormNote message={problem} />
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
          {fields.map(({ name, hint, ...range }) => (
            <TextField
              key={name}
              label={t(`fields.${name}`)}
              name={name}
              type="number"
              inputMode={range.step === 1 ? 'numeric' : 'decimal'}
              autoComplete="off"
              defaultValue={workspace[name] ?? ''}
              hint={t(hint)}
              error={wrong[name]}
              {...range}
            />
          ))}
        </div>
        <Button type="submit" disabled={isSending} className="mt-3" data-needs-script>
          {t('save')}
        </Button>
      </form>
    </Panel>
  )
}

function mistakeOf({ validity, step }: HTMLInputElement) {
  if (validity.rangeUnderflow) return 'too_little'
  if (validity.rangeOverflow) return 'too_much'
  return step === '1' ? 'not_whole' : 'no_amount'
}
