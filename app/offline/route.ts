import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'

import { barePage } from '@/app/bare-page'
import { readLook } from '@/components/settings/look'

/** The page that the service worker keeps for when there is no connection: one file, and nobody's. */
export async function GET(): Promise<Response> {
  const [t, locale, jar] = await Promise.all([
    getTranslations('pages.offline'),
    getLocale(),
    cookies(),
  ])
  const { theme } = readLook((name) => jar.get(name)?.value)
  return barePage(
    { title: t('title'), advice: t('advice'), retry: t('retry') },
    { locale, theme, script: '/offline.js' },
  )
}
