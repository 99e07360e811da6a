import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { adminSections } from '@/app/(chat)/admin/admin-page'
import { AdminTabs } from '@/components/admin/admin-tabs'
import { JobFailures } from '@/components/jobs/job-failures'
import { JobQueues } from '@/components/jobs/job-queues'
import { PageHeader } from '@/components/ui/page-header'
import { listJobs } from '@/lib/server/commands/list-jobs'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jobs'))('link') }
}

export default async function JobsPage() {
  const [services, actor, t] = await Promise.all([
    getServices(),
    pageActor(),
    getTranslations('jobs'),
  ])
  const { queues, failures } = await listJobs(services, actor)
  return (
    <div className="flex h-full min-w-0 flex-col">
      <PageHeader title={t('link')} />
      <AdminTabs sections={adminSections(services, actor)} />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-8 sm:px-6">
        <div className="max-w-column mx-auto grid gap-8">
          <JobQueues queues={queues} />
          <JobFailures
            failures={failures.map(({ failedAt, ...failure }) => ({
              ...failure,
              failedAt: failedAt?.toISOString() ?? null,
            }))}
          />
        </div>
      </div>
    </div>
  )
}
