import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { AdminPage, requireAdminPage, type Admin } from '@/app/(chat)/admin/admin-page'
import { BudgetPanel } from '@/components/admin/budget-panel'
import { UsagePanel } from '@/components/admin/usage-panel'
import { FieldSkeleton, FiguresSkeleton, PanelSkeleton } from '@/components/ui/settings-skeleton'
import { Skeleton } from '@/components/ui/skeleton'
import { getUsageSchema } from '@/lib/core/access/usage'
import { getUsage } from '@/lib/server/commands/get-usage'
import { listWorkspaces } from '@/lib/server/commands/list-workspaces'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.sections'))('usage') }
}

export default async function UsagePage() {
  const admin = await requireAdminPage()
  const t = await getTranslations('admin.sections')
  return (
    <AdminPage title={t('usage')} {...admin} skeleton={<LoadingUsage />}>
      <WorkspaceUsage {...admin} />
    </AdminPage>
  )
}

async function WorkspaceUsage({ services, actor }: Admin) {
  const [usage, workspaces] = await Promise.all([
    getUsage(services, actor, getUsageSchema.parse({ of: 'workspace' })),
    listWorkspaces(services, actor),
  ])
  const workspace = workspaces.data.find((each) => each.is_current)
  if (!workspace) notFound()
  return (
    <>
      <UsagePanel usage={usage} />
      <BudgetPanel workspace={workspace} />
    </>
  )
}

/** The shape of what the workspace used and may spend. */
function LoadingUsage() {
  return (
    <>
      <PanelSkeleton>
        <FiguresSkeleton />
        <Skeleton className="h-40" />
      </PanelSkeleton>
      <PanelSkeleton hasLead>
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
          {[1, 2, 3, 4].map((field) => (
            <FieldSkeleton key={field} />
          ))}
        </div>
        <Skeleton className="coarse:h-11 h-9 w-24" />
      </PanelSkeleton>
    </>
  )
}
