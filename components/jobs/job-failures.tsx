import Link from 'next/link'

import { jobName } from '@/components/jobs/job-names'
import { RetryJob } from '@/components/jobs/retry-job'

export type JobFailure = {
  id: string
  queue: string
  threadId: string | null
  reason: string
  attempts: number
  isRetrying: boolean
  failedAt: string | null
}

/** The jobs that failed last, and what can be done about them. */
export function JobFailures({ failures }: { failures: readonly JobFailure[] }) {
  return (
    <section aria-labelledby="failures" className="grid gap-3">
      <h2 id="failures" className="text-reading font-semibold">
        Failures
      </h2>
      {failures.length === 0 ? (
        <p className="text-body text-ink-muted">None. Everything that was tried has worked.</p>
      ) : (
        <ul className="grid gap-2">
          {failures.map((failure) => (
            <li
              key={failure.id}
              className="border-line flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border px-3.5 py-2.5"
            >
              <div className="min-w-0 flex-1 basis-52">
                <p className="text-body font-medium">
                  {jobName(failure.queue)}: <code className="text-label">{failure.reason}</code>
                </p>
                <p className="text-label text-ink-muted">
                  {failure.attempts === 1 ? 'Tried once' : `Tried ${failure.attempts} times`}
                  {failure.failedAt && (
                    <>
                      , last{' '}
                      <time dateTime={failure.failedAt}>
                        {failure.failedAt.slice(0, 16).replace('T', ' ')} UTC
                      </time>
                    </>
                  )}
                  {failure.isRetrying && '; will be tried again'}
                  {failure.threadId && (
                    <>
                      .{' '}
                      <Link
                        href={`/t/${failure.threadId}`}
                        className="hover:text-ink underline underline-offset-4"
                      >
                        Its thread
                      </Link>
                    </>
                  )}
                </p>
              </div>
              <RetryJob id={failure.id} name={jobName(failure.queue)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
