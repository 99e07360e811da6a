import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { AdminPage, requireAdminPage, type Admin } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { MembersPanel } from '@/components/admin/members-panel'
import { ListSkeleton } from '@/components/ui/settings-skeleton'
import { listMembers } from '@/lib/server/commands/list-members'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.sections'))('members') }
}

export default async function MembersPage() {
  const admin = await requireAdminPage()
  const t = await getTranslations('admin.sections')
  return (
    <AdminPage title={t('members')} {...admin} skeleton={<ListSkeleton hasAction />}>
      <Members {...admin} />
    </AdminPage>
  )
}

async function Members({ services, actor }: Admin) {
  const [members, now] = await Promise.all([listMembers(services, actor), readNow(services)])
  return <MembersPanel members={members.data} ownRole={actor.role} now={now} />
}
