'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useSend } from '@/components/account/use-send'
import { givenRoles } from '@/components/admin/given-roles'
import { SelectField } from '@/components/ui/select-field'
import { toastStore } from '@/components/ui/toast-store'
import { accountRoleSchema, type AccountRole } from '@/lib/core/access/member'

/** What a member is, changed by choosing another. */
export function MemberRole({ id, name, role }: { id: string; name: string; role: AccountRole }) {
  const t = useTranslations('admin.members')
  const roles = useTranslations('account.roles')
  const { isSending, send } = useSend()
  const [chosen, setChosen] = useState(role)

  const change = async (next: AccountRole) => {
    setChosen(next)
    const reason = await send(`/api/members/${id}`, { method: 'PATCH', body: { role: next } })
    if (reason !== null) setChosen(role)
    toastStore.show({
      message: reason ?? t('role_changed', { name, role: roles(next).toLowerCase() }),
    })
  }

  return (
    <SelectField
      label={t('role_of', { name })}
      isLabelHidden
      options={givenRoles.map((value) => ({ value, label: roles(value) }))}
      value={chosen}
      disabled={isSending}
      onChange={(event) => void change(accountRoleSchema.parse(event.currentTarget.value))}
    />
  )
}
