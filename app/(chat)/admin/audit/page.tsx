import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { AdminPage, requireAdminPage, type Admin } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { AuditPanel } from '@/components/admin/audit-panel'
import { ListSkeleton } from '@/components/ui/settings-skeleton'
import { listAuditSchema } from '@/lib/core/access/audit-page'
import { listAudit } from '@/lib/server/commands/list-audit'
import { listMembers } from '@/lib/server/commands/list-members'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.sections'))('audit') }
}

type Props = { searchParams: Promise<{ before?: string | string[] }> }

export default async function AuditLogPage({ searchParams }: Props) {
  const admin = await requireAdminPage()
  const t = await getTranslations('admin.sections')
  return (
    <AdminPage title={t('audit')} {...admin} skeleton={<ListSkeleton />}>
      <Events {...admin} searchParams={searchParams} />
    </AdminPage>
  )
}

async function Events({ services, actor, searchParams }: Admin & Props) {
  const asked = listAuditSchema.safeParse({ before: (await searchParams).before })
  const query = asked.success ? asked.data : listAuditSchema.parse({})
  const [page, members, now] = await Promise.all([
    listAudit(services, actor, query),
    listMembers(services, actor),
    readNow(services),
  ])
  return (
    <AuditPanel
      events={page.data}
      hasOlder={page.has_more}
      isFirst={query.before === undefined}
      names={Object.fromEntries(members.data.map(({ id, name }) => [id, name]))}
      now={now}
    />
  )
}
