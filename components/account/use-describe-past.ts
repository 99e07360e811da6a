import { useLocale, useTranslations } from 'next-intl'

import { describePast, type Now } from '@/components/account/moment'

/** Puts a moment that has passed into the words of the page. */
export function useDescribePast(now: Now): (iso: string) => string {
  const t = useTranslations('account.past')
  const locale = useLocale()
  return (iso) => describePast(iso, now, t, locale)
}
