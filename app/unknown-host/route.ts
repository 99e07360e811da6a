import { headers } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'

import { barePage } from '@/app/bare-page'
import { unknownHostHeader } from '@/lib/server/http/unknown-host'

/** What a browser is shown that asks for a page by a name under which Skein may not be reached; the proxy leads here. */
export async function GET(): Promise<Response> {
  const [t, locale, asked] = await Promise.all([
    getTranslations('pages.unknown_host'),
    getLocale(),
    headers(),
  ])
  const host = asked.get(unknownHostHeader)?.slice(0, 100) ?? ''
  return barePage(
    { title: t('title', { host }), advice: t('advice') },
    { locale, theme: 'system', status: 403 },
  )
}
