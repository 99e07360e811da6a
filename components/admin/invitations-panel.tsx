'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'

import { dayOf, type Now } from '@/components/account/moment'
import { roleNames } from '@/components/account/role-names'
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
  const { isSending, send } = useSend()
  const [isMaking, setMaking] = useState(false)

  const revoke = async (id: string) => {
    const reason = await send(`/api/invitations/${id}`, { method: 'DELETE' })
    toastStore.show({ message: reason ?? 'The link is good for nothing any more.' })
  }

  return (
    <Panel
      id="invitations"
      title="Open invitations"
      lead="A link lets one person in, once. It is shown when it is made; send it as you like."
      action={
        <Button look="primary" onClick={() => setMaking(true)} data-needs-script>
          <Plus size={16} aria-hidden />
          New invitation
        </Button>
      }
    >
      {invitations.length === 0 ? (
        <p className="text-body text-ink-muted">There are none.</p>
      ) : (
        <RowList label="Open invitations">
          {invitations.map(({ id, email, role, invited_by: by, expires_at: end }) => (
            <Row
              key={id}
              title={email ?? 'Whoever has the link'}
              mark={roleNames[role]}
              note={`By ${by.name}, good until ${dayOf(end, now)}`}
            >
              <Button
                aria-label={`Take back the invitation of ${email ?? 'whoever has the link'}`}
                disabled={isSending}
                onClick={() => void revoke(id)}
                data-needs-script
              >
                Take back
              </Button>
            </Row>
          ))}
        </RowList>
      )}
      {isMaking && <NewInvitationDialog ownRole={ownRole} onClose={() => setMaking(false)} />}
    </Panel>
  )
}
