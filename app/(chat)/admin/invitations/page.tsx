import type { Metadata } from 'next'

import { AdminPage, requireAdminPage } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { InvitationsPanel } from '@/components/admin/invitations-panel'
import { listInvitations } from '@/lib/server/commands/list-invitations'

export const metadata: Metadata = { title: 'Invitations' }

export default async function InvitationsPage() {
  const { services, actor } = await requireAdminPage()
  const [invitations, now] = await Promise.all([
    listInvitations(services, actor),
    readNow(services),
  ])
  return (
    <AdminPage title="Invitations" services={services} actor={actor}>
      <InvitationsPanel invitations={invitations.data} ownRole={actor.role} now={now} />
    </AdminPage>
  )
}
