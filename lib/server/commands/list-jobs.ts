import type { Actor } from '@/lib/core/access/actor'
import { authorize } from '@/lib/server/auth/authorize'
import type { FailedJob, JobCounts, Services } from '@/lib/server/services'

const mostFailures = 50

/** How the background jobs are doing, and which failed last. Throws `forbidden`. */
export async function listJobs(
  { jobs }: Services,
  actor: Actor,
): Promise<{ queues: JobCounts[]; failures: FailedJob[] }> {
  authorize(actor, 'server')
  const [queues, failures] = await Promise.all([jobs.counts(), jobs.failures(mostFailures)])
  return { queues, failures }
}
