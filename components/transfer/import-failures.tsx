import { useTranslations } from 'next-intl'

import { useErrorText } from '@/components/api/use-error-text'
import { tellFailure } from '@/components/transfer/import-state'
import type { ImportFailure } from '@/lib/core/transfer/import-result'

/** The threads that could not be imported, each with the reason. */
export function ImportFailures({ failures }: { failures: readonly ImportFailure[] }) {
  const t = useTranslations('transfer.import')
  const explainError = useErrorText()
  if (failures.length === 0) return null
  return (
    <ul aria-label={t('failures')} className="border-line grid border-t">
      {failures.map(({ index, title, ...failure }) => (
        <li key={index} className="border-line text-body border-b py-2">
          <p className="font-medium">{title ?? t('nth', { n: index + 1 })}</p>
          <p className="text-label text-ink-muted">
            {tellFailure(explainError(failure), failure.message, t)}
          </p>
        </li>
      ))}
    </ul>
  )
}
