import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { AdminPage, requireAdminPage } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { AuditPanel } from '@/components/admin/audit-panel'
import { listAuditSchema } from '@/lib/core/access/audit-page'
import { listAudit } from '@/lib/server/commands/list-audit'
import { listMembers } from '@/lib/server/commands/list-members'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.sections'))('audit') }
}

type Props = { searchParams: Promise<{ before?: string | string[] }> }

export default async function AuditLogPage({ searchParams }: Props) {
  const { services, actor } = await requireAdminPage()
  const t = await getTranslations('admin.sections')
  const asked = listAuditSchema.safeParse({ before: (await searchParams).before })
  const query = asked.success ? asked.data : listAuditSchema.parse({})
  const [page, members, now] = await Promise.all([
    listAudit(services, actor, query),
    listMembers(services, actor),
    readNow(services),
  ])
  return (
    <AdminPage title={t('audit')} services={services} actor={actor}>
      <AuditPanel
        events={page.data}
        hasOlder={page.has_more}
        isFirst={query.before === undefined}
        names={Object.fromEntries(members.data.map(({ id, name }) => [id, name]))}
        now={now}
      />
    </AdminPage>
  )
}
