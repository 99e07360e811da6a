'use client'

import { Plus } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'

import { dayOf, type Now } from '@/components/account/moment'
import { useSend } from '@/components/account/use-send'
import { NewInvitationDialog } from '@/components/admin/new-invitation-dialog'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { Row, RowList } from '@/components/ui/row-list'
import { toastStore } from '@/components/ui/toast-store'
import type { Invitation } from '@/lib/core/access/invitation'
import type { Role } from '@/lib/core/access/roles'

/** The links by which people come into the workspace. */
export function InvitationsPanel({
  invitations,
  ownRole,
  now,
}: {
  invitations: readonly Invitation[]
  ownRole: Role
  now: Now
}) {
  const t = useTranslations('admin.invitations')
  const roles = useTranslations('account.roles')
  const locale = useLocale()
  const { isSending, send } = useSend()
  const [isMaking, setMaking] = useState(false)

  const revoke = async (id: string) => {
    const reason = await send(`/api/invitations/${id}`, { method: 'DELETE' })
    toastStore.show({ message: reason ?? t('revoked') })
  }

  return (
    <Panel
      id="invitations"
      title={t('title')}
      lead={t('lead')}
      action={
        <Button look="primary" onClick={() => setMaking(true)} data-needs-script>
          <Plus size={16} aria-hidden />
          {t('new')}
        </Button>
      }
    >
      {invitations.length === 0 ? (
        <p className="text-body text-ink-muted">{t('none')}</p>
      ) : (
        <RowList label={t('title')}>
          {invitations.map(({ id, email, role, invited_by: by, expires_at: end }) => (
            <Row
              key={id}
              title={email ?? t('anybody')}
              mark={roles(role)}
              note={t('note', { name: by.name, day: dayOf(end, now, locale) })}
            >
              <Button
                aria-label={email === null ? t('revoke_any') : t('revoke_of', { email })}
                disabled={isSending}
                onClick={() => void revoke(id)}
                data-needs-script
              >
                {t('revoke')}
              </Button>
            </Row>
          ))}
        </RowList>
      )}
      {isMaking && <NewInvitationDialog ownRole={ownRole} onClose={() => setMaking(false)} />}
    </Panel>
  )
}
