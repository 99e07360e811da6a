import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { AdminPage, requireAdminPage } from '@/app/(chat)/admin/admin-page'
import { BudgetPanel } from '@/components/admin/budget-panel'
import { UsagePanel } from '@/components/admin/usage-panel'
import { getUsageSchema } from '@/lib/core/access/usage'
import { getUsage } from '@/lib/server/commands/get-usage'
import { listWorkspaces } from '@/lib/server/commands/list-workspaces'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.sections'))('usage') }
}

export default async function UsagePage() {
  const { services, actor } = await requireAdminPage()
  const t = await getTranslations('admin.sections')
  const [usage, workspaces] = await Promise.all([
    getUsage(services, actor, getUsageSchema.parse({ of: 'workspace' })),
    listWorkspaces(services, actor),
  ])
  const workspace = workspaces.data.find((each) => each.is_current)
  if (!workspace) notFound()
  return (
    <AdminPage title={t('usage')} services={services} actor={actor}>
      <UsagePanel usage={usage} />
      <BudgetPanel workspace={workspace} />
    </AdminPage>
  )
}
