import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { AdminPage, requireAdminPage, type Admin } from '@/app/(chat)/admin/admin-page'
import { JobFailures } from '@/components/jobs/job-failures'
import { JobQueues } from '@/components/jobs/job-queues'
import { PanelSkeleton } from '@/components/ui/settings-skeleton'
import { Skeleton } from '@/components/ui/skeleton'
import { can } from '@/lib/core/access/can'
import { listJobs } from '@/lib/server/commands/list-jobs'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jobs'))('link') }
}

export default async function JobsPage() {
  const admin = await requireAdminPage()
  if (!can(admin.actor, 'server')) notFound()
  const t = await getTranslations('jobs')
  return (
    <AdminPage title={t('link')} {...admin} skeleton={<LoadingJobs />}>
      <Jobs {...admin} />
    </AdminPage>
  )
}

async function Jobs({ services, actor }: Admin) {
  const { queues, failures } = await listJobs(services, actor)
  return (
    <>
      <JobQueues queues={queues} />
      <JobFailures
        failures={failures.map(({ failedAt, ...failure }) => ({
          ...failure,
          failedAt: failedAt?.toISOString() ?? null,
        }))}
      />
    </>
  )
}

/** The shape of the queues and of what failed. */
function LoadingJobs() {
  return (
    <>
      <PanelSkeleton hasLead>
        <Skeleton className="h-56" />
      </PanelSkeleton>
      <PanelSkeleton>
        <Skeleton className="h-4 w-3/5" />
      </PanelSkeleton>
    </>
  )
}
