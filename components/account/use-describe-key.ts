import { useLocale, useTranslations } from 'next-intl'

import { dayOf, type Now } from '@/components/account/moment'
import { useDescribePast } from '@/components/account/use-describe-past'
import type { ApiKey } from '@/lib/core/access/api-key'

/** Tells how a key was used and how long it is good, in a sentence. */
export function useDescribeKey(now: Now): (key: ApiKey) => string {
  const t = useTranslations('account.key_use')
  const past = useDescribePast(now)
  const locale = useLocale()
  return ({ last_used_at: lastUsed, expires_at: end }) => {
    const used = lastUsed === null ? t('never') : t('last', { when: past(lastUsed) })
    if (end === null) return `${used}, ${t('endless')}`
    const isOver = Date.parse(end) <= now.at
    return `${used}, ${t(isOver ? 'expired' : 'expires', { day: dayOf(end, now, locale) })}`
  }
}
