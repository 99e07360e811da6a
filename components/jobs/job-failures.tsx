import { useTranslations } from 'next-intl'

import { jobName } from '@/components/jobs/job-names'
import { RetryJob } from '@/components/jobs/retry-job'
import { Link } from '@/components/ui/link'

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
  const t = useTranslations('jobs')
  return (
    <section aria-labelledby="failures" className="grid gap-3">
      <h2 id="failures" className="text-reading font-semibold">
        {t('failures.title')}
      </h2>
      {failures.length === 0 ? (
        <p className="text-body text-ink-muted">{t('failures.none')}</p>
      ) : (
        <ul className="grid gap-2">
          {failures.map((failure) => (
            <li
              key={failure.id}
              className="border-line flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border px-3.5 py-2.5"
            >
              <div className="min-w-0 flex-1 basis-56">
                <p className="text-body font-medium">
                  {jobName(failure.queue, t)}: <code className="text-label">{failure.reason}</code>
                </p>
                <p className="text-label text-ink-muted">
                  {t('failures.tried', { count: failure.attempts })}
                  {failure.failedAt && (
                    <>
                      {t('failures.last')}{' '}
                      <time dateTime={failure.failedAt}>
                        {failure.failedAt.slice(0, 16).replace('T', ' ')} UTC
                      </time>
                    </>
                  )}
                  {failure.isRetrying && t('failures.retrying')}
                  {failure.threadId && (
                    <>
                      .{' '}
                      <Link
                        href={`/t/${failure.threadId}`}
                        className="hover:text-ink underline underline-offset-4"
                      >
                        {t('failures.thread')}
                      </Link>
                    </>
                  )}
                </p>
              </div>
              <RetryJob id={failure.id} name={jobName(failure.queue, t)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
