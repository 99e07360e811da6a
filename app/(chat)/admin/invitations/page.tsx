import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { AdminPage, requireAdminPage } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { InvitationsPanel } from '@/components/admin/invitations-panel'
import { listInvitations } from '@/lib/server/commands/list-invitations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.sections'))('invitations') }
}

export default async function InvitationsPage() {
  const { services, actor } = await requireAdminPage()
  const t = await getTranslations('admin.sections')
  const [invitations, now] = await Promise.all([
    listInvitations(services, actor),
    readNow(services),
  ])
  return (
    <AdminPage title={t('invitations')} services={services} actor={actor}>
      <InvitationsPanel invitations={invitations.data} ownRole={actor.role} now={now} />
    </AdminPage>
  )
}
