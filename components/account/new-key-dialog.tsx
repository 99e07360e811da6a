'use client'

import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'

import type { Now } from '@/components/account/moment'
import { scopes } from '@/components/account/scopes'
import { explain, request } from '@/components/api/request'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FormNote } from '@/components/ui/form-note'
import { SecretOnce } from '@/components/ui/secret-once'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { NewApiKey } from '@/lib/core/access/api-key'
import { scopeSchema } from '@/lib/core/access/roles'

const dayMs = 86_400_000
const lives = [
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: '', label: 'Never' },
]

/** Where a key is made and, once, seen. */
export function NewKeyDialog({ now, onClose }: { now: Now; onClose: () => void }) {
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
      <Dialog key="made" title={`“${made.name}” is made`} onClose={onClose}>
        <div className="grid gap-4 overflow-y-auto px-5 pb-5">
          <SecretOnce
            label="Your key"
            secret={made.key}
            warning="Copy it now: it is shown this once. Whoever has it can do what it may; keep it like a password."
          />
          <Button className="justify-self-end" onClick={onClose}>
            Done
          </Button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog key="new" title="New API key" onClose={onClose}>
      <form
        onSubmit={(event) => void make(event)}
        noValidate
        className="min-h-0 overflow-y-auto px-5 pb-5"
      >
        <FormNote message={problem} />
        <TextField
          label="Name"
          name="name"
          autoComplete="off"
          placeholder="Backup script"
          hint="What it is for, so that you know it again."
          error={isUnnamed ? 'Give it a name.' : null}
          maxLength={100}
          required
          data-autofocus
        />
        <fieldset className="mt-3 min-w-0">
          <legend className="text-label mb-1 font-medium">What it may do</legend>
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
                  <span className="text-body font-medium">{scopes[scope].name}</span>
                  <span className="text-label text-ink-muted block">{scopes[scope].can}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <SelectField
          label="Expires"
          name="life"
          options={lives}
          defaultValue="90"
          className="mt-4"
        />
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={isSending}>
            Make the key
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
