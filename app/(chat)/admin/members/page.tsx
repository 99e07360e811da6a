import type { Metadata } from 'next'

import { AdminPage, requireAdminPage } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { MembersPanel } from '@/components/admin/members-panel'
import { listMembers } from '@/lib/server/commands/list-members'

export const metadata: Metadata = { title: 'Members' }

export default async function MembersPage() {
  const { services, actor } = await requireAdminPage()
  const [members, now] = await Promise.all([listMembers(services, actor), readNow(services)])
  return (
    <AdminPage title="Members" services={services} actor={actor}>
      <MembersPanel members={members.data} ownRole={actor.role} now={now} />
    </AdminPage>
  )
}
