import { z } from 'zod'

import { summaryTriggerSchema } from '@/lib/core/summary/summary'
import { refreshCatalogue } from '@/lib/server/jobs/refresh-catalogue'
import { removeFiles } from '@/lib/server/jobs/remove-files'
import { recoverTurns } from '@/lib/server/jobs/recover-turns'
import { writeSummary } from '@/lib/server/jobs/write-summary'
import { writeTitle } from '@/lib/server/jobs/write-title'
import type { JobName, Services } from '@/lib/server/services'

type Job<Data extends z.ZodType = z.ZodType> = {
  data: Data
  run(services: Services, data: z.output<Data>, signal: AbortSignal): Promise<void>
}

const define = <Data extends z.ZodType>(job: Job<Data>): Job => job as unknown as Job

const aboutThread = z.object({ thread_id: z.uuid(), last_message_id: z.uuid() })

const jobs: Record<JobName, Job> = {
  'write-title': define({ data: aboutThread, run: writeTitle }),
  'write-summary': define({
    data: aboutThread.extend({ trigger: summaryTriggerSchema }),
    run: writeSummary,
  }),
  'refresh-catalogue': define({ data: z.object({}), run: refreshCatalogue }),
  'recover-turns': define({ data: z.object({}), run: recoverTurns }),
  'remove-files': define({ data: z.object({}), run: removeFiles }),
}

const recoveryMs = 60_000
const removalMs = 30 * 60_000

/** Runs the background jobs in this process, and enqueues the recurring ones. Returns how to stop enqueuing. */
export async function runJobs(services: Services): Promise<() => void> {
  for (const [name, { data, run }] of Object.entries(jobs)) {
    await services.jobs.work(name as JobName, (value, { signal }) =>
      run(services, data.parse(value), signal),
    )
  }
  const timers = [
    every(services, 'recover-turns', recoveryMs),
    every(services, 'remove-files', removalMs),
    every(services, 'refresh-catalogue', services.env.MODEL_CATALOGUE_REFRESH),
  ]
  return () => timers.forEach(clearInterval)
}

/** Asks for a job now and in each interval; of the processes that ask in the same interval one is heard. */
function every({ jobs: queue, log }: Services, name: JobName, milliseconds: number) {
  const enqueue = (everySeconds?: number) =>
    queue
      .enqueue(name, {}, { key: 'all', everySeconds })
      .catch((error) => log.error('job-not-enqueued', { job: name }, error))
  void enqueue()
  return setInterval(() => void enqueue(Math.ceil(milliseconds / 1000)), milliseconds).unref()
}
