'use client'

import { useState } from 'react'

import { roleNames } from '@/components/account/role-names'
import { useSend } from '@/components/account/use-send'
import { roleOptions } from '@/components/admin/role-options'
import { SelectField } from '@/components/ui/select-field'
import { toastStore } from '@/components/ui/toast-store'
import { accountRoleSchema, type AccountRole } from '@/lib/core/access/member'

/** What a member is, changed by choosing another. */
export function MemberRole({ id, name, role }: { id: string; name: string; role: AccountRole }) {
  const { isSending, send } = useSend()
  const [chosen, setChosen] = useState(role)

  const change = async (next: AccountRole) => {
    setChosen(next)
    const reason = await send(`/api/members/${id}`, { method: 'PATCH', body: { role: next } })
    if (reason !== null) setChosen(role)
    toastStore.show({ message: reason ?? `${name}: now ${roleNames[next].toLowerCase()}.` })
  }

  return (
    <SelectField
      label={`Role of ${name}`}
      isLabelHidden
      options={roleOptions}
      value={chosen}
      disabled={isSending}
      onChange={(event) => void change(accountRoleSchema.parse(event.currentTarget.value))}
    />
  )
}
