import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'

import { jobName } from '@/components/jobs/job-names'

export type QueueCounts = {
  queue: string
  queued: number
  active: number
  retrying: number
  completed: number
  failed: number
}

const columns = ['queued', 'active', 'retrying', 'failed', 'completed'] as const

/** How many jobs there are, by queue and state. */
export function JobQueues({ queues }: { queues: readonly QueueCounts[] }) {
  const t = useTranslations('jobs')
  return (
    <section aria-labelledby="queues" className="grid gap-3">
      <h2 id="queues" className="text-reading font-semibold">
        {t('queues.title')}
      </h2>
      <p className="text-body text-ink-muted">{t('queues.lead')}</p>
      <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('queues.label')}>
        <table className="text-body w-full text-right tabular-nums">
          <thead className="text-label text-ink-muted">
            <tr>
              <th scope="col" className="py-2 pr-4 text-left font-medium">
                {t('queues.queue')}
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" className="px-2 py-2 font-medium">
                  {t(`queues.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {queues.map((row) => (
              <tr key={row.queue} className="border-line border-t">
                <th scope="row" className="py-2 pr-4 text-left font-medium">
                  {jobName(row.queue, t)}
                </th>
                {columns.map((column) => (
                  <td
                    key={column}
                    className={clsx(
                      'px-2 py-2',
                      row[column] === 0 && 'text-ink-muted',
                      column === 'failed' && row.failed > 0 && 'text-danger font-medium',
                    )}
                  >
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
