'use client'

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
    label: 'US dollars a month',
    hint: 'Empty: as many as are asked for.',
    min: 0,
    step: 0.01,
    max: 1e9,
  },
  {
    name: 'monthly_tokens',
    label: 'Tokens a month, in and out',
    hint: 'Empty: as many as are asked for.',
    min: 0,
    step: 1,
    max: 1e15,
  },
  {
    name: 'chat_per_minute',
    label: 'Messages a minute, each member',
    hint: 'Empty: the server’s setting.',
    min: 1,
    step: 1,
    max: 1e6,
  },
  {
    name: 'write_per_minute',
    label: 'Other changes a minute, each member',
    hint: 'Empty: the server’s setting.',
    min: 1,
    step: 1,
    max: 1e6,
  },
] as const

/** What the workspace may spend, and how fast its members may ask. */
export function BudgetPanel({ workspace }: { workspace: Workspace }) {
  const { isSending, send } = useSend()
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string | null>(null)

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const inputs = [...event.currentTarget.querySelectorAll('input')]
    const invalid = inputs.filter(({ validity }) => !validity.valid)
    setWrong(Object.fromEntries(invalid.map((input) => [input.name, mistakeOf(input)])))
    if (invalid.length > 0) return invalid[0]?.focus()
    const body = Object.fromEntries(
      inputs.map(({ name, value, valueAsNumber }) => [name, value === '' ? null : valueAsNumber]),
    )
    const reason = await send(`/api/workspaces/${workspace.id}`, { method: 'PATCH', body })
    setProblem(reason)
    if (reason === null) toastStore.show({ message: 'Budget and limits are saved.' })
  }

  return (
    <Panel
      id="budget"
      title="Budget and limits"
      lead="When a budget is spent, the workspace’s questions are refused until the next month, and who asks is told why."
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <FormNote message={problem} />
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
          {fields.map(({ name, label, hint, ...range }) => (
            <TextField
              key={name}
              label={label}
              name={name}
              type="number"
              inputMode={range.step === 1 ? 'numeric' : 'decimal'}
              autoComplete="off"
              defaultValue={workspace[name] ?? ''}
              hint={hint}
              error={wrong[name]}
              {...range}
            />
          ))}
        </div>
        <Button type="submit" disabled={isSending} className="mt-3" data-needs-script>
          Save
        </Button>
      </form>
    </Panel>
  )
}

function mistakeOf({ validity, min, max, step }: HTMLInputElement): string {
  if (validity.rangeUnderflow) return `Write ${min} or more, or nothing.`
  if (validity.rangeOverflow) return `Write ${max} or less, or nothing.`
  return step === '1'
    ? 'Write a whole number, or nothing.'
    : 'Write an amount such as 25.50, or nothing.'
}
