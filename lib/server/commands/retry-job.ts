import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import { authorize } from '@/lib/server/auth/authorize'
import type { Services } from '@/lib/server/services'

/** Runs a background job again that failed. Throws `forbidden`, `job_not_found`. */
export async function retryJob({ jobs }: Services, actor: Actor, id: string): Promise<void> {
  authorize(actor, 'server')
  if (!(await jobs.retry(id))) {
    throw new SkeinError(
      'job_not_found',
      'There is no such failed job; it may have run meanwhile, or a newer one waits.',
    )
  }
}
