'use client'

import { useState, type FormEvent } from 'react'

import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { FormNote } from '@/components/ui/form-note'
import { Panel } from '@/components/ui/panel'
import { TextField } from '@/components/ui/text-field'
import { toastStore } from '@/components/ui/toast-store'

/** Under which name others see one, and the address that one signs in with. */
export function ProfilePanel({ name, email }: { name: string; email: string | null }) {
  const { isSending, send } = useSend()
  const [wrong, setWrong] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const written = String(new FormData(form).get('name') ?? '').trim()
    setWrong(written === '' ? 'Write your name, as others should see it.' : null)
    if (written === '') return form.querySelector('input')?.focus()
    const reason = await send('/api/user/profile', { method: 'PATCH', body: { name: written } })
    setProblem(reason)
    if (reason === null) toastStore.show({ message: 'Your name is saved.' })
  }

  return (
    <Panel id="profile" title="Profile">
      <form onSubmit={(event) => void save(event)} noValidate className="grid max-w-md gap-2">
        <FormNote message={problem} />
        <TextField
          label="Name"
          name="name"
          autoComplete="name"
          defaultValue={name}
          error={wrong}
          maxLength={200}
          required
        />
        {email !== null && (
          <TextField
            label="E-mail address"
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={email}
            readOnly
            hint="You sign in with it. It cannot be changed."
          />
        )}
        <Button type="submit" disabled={isSending} className="justify-self-start" data-needs-script>
          Save
        </Button>
      </form>
    </Panel>
  )
}
