import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { AdminPage, requireAdminPage } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { MembersPanel } from '@/components/admin/members-panel'
import { listMembers } from '@/lib/server/commands/list-members'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.sections'))('members') }
}

export default async function MembersPage() {
  const { services, actor } = await requireAdminPage()
  const t = await getTranslations('admin.sections')
  const [members, now] = await Promise.all([listMembers(services, actor), readNow(services)])
  return (
    <AdminPage title={t('members')} services={services} actor={actor}>
      <MembersPanel members={members.data} ownRole={actor.role} now={now} />
    </AdminPage>
  )
}
