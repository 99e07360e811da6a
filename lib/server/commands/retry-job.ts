import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/thread/actor'
import { requireAdmin } from '@/lib/server/commands/require-admin'
import type { Services } from '@/lib/server/services'

/** Runs a background job again that failed. Throws `forbidden`, `job_not_found`. */
export async function retryJob({ jobs }: Services, actor: Actor, id: string): Promise<void> {
  requireAdmin(actor)
  if (!(await jobs.retry(id))) {
    throw new SkeinError(
      'job_not_found',
      'There is no such failed job; it may have run meanwhile, or a newer one waits.',
    )
  }
}
