'use client'

import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'

import { roleOptions } from '@/components/admin/role-options'
import { explain, request } from '@/components/api/request'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FormNote } from '@/components/ui/form-note'
import { SecretOnce } from '@/components/ui/secret-once'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { NewInvitation } from '@/lib/core/access/invitation'
import { mayInvite } from '@/lib/core/access/member'
import type { Role } from '@/lib/core/access/roles'

const lives = [
  { value: '1', label: 'A day' },
  { value: '7', label: 'A week' },
  { value: '30', label: '30 days' },
]

/** Where an invitation is made and, once, its link seen. */
export function NewInvitationDialog({ ownRole, onClose }: { ownRole: Role; onClose: () => void }) {
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
      <Dialog key="made" title="The invitation is made" onClose={onClose}>
        <div className="grid gap-4 overflow-y-auto px-5 pb-5">
          <SecretOnce
            label="Link"
            secret={link}
            warning="Copy it now: it is shown this once. It lets one person in."
          />
          <Button className="justify-self-end" onClick={onClose}>
            Done
          </Button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog key="new" title="New invitation" onClose={onClose}>
      <form
        onSubmit={(event) => void make(event)}
        noValidate
        className="min-h-0 overflow-y-auto px-5 pb-5"
      >
        <FormNote message={problem} />
        <TextField
          label="E-mail address, if it is for one person only"
          name="email"
          type="email"
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          hint="Nothing is sent to it. Left empty, whoever has the link may use it."
          error={isWrong ? 'Write the whole address, such as ada@example.org, or none.' : null}
          maxLength={254}
          data-autofocus
        />
        <div className="mt-2 grid gap-4 sm:grid-cols-2">
          <SelectField
            label="Role"
            name="role"
            options={roleOptions.filter(({ value }) => mayInvite(ownRole, value))}
            defaultValue="member"
          />
          <SelectField label="Good for" name="life" options={lives} defaultValue="7" />
        </div>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={isSending}>
            Make the link
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
