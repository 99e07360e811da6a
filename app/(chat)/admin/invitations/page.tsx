import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { AdminPage, requireAdminPage, type Admin } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { InvitationsPanel } from '@/components/admin/invitations-panel'
import { ListSkeleton } from '@/components/ui/settings-skeleton'
import { listInvitations } from '@/lib/server/commands/list-invitations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.sections'))('invitations') }
}

export default async function InvitationsPage() {
  const admin = await requireAdminPage()
  const t = await getTranslations('admin.sections')
  return (
    <AdminPage title={t('invitations')} {...admin} skeleton={<ListSkeleton hasAction />}>
      <Invitations {...admin} />
    </AdminPage>
  )
}

async function Invitations({ services, actor }: Admin) {
  const [invitations, now] = await Promise.all([
    listInvitations(services, actor),
    readNow(services),
  ])
  return <InvitationsPanel invitations={invitations.data} ownRole={actor.role} now={now} />
}
