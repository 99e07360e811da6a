import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'

import { languageCookie, parseLanguage } from '@/components/settings/language'
import { parseTimeZone, timeZoneCookie } from '@/components/threads/time-zone'

const catalogues = {
  en: () => import('@/messages/en'),
  de: () => import('@/messages/de'),
}

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const locale = parseLanguage(jar.get(languageCookie)?.value, head.get('accept-language'))
  const { default: messages } = await catalogues[locale]()
  return { locale, messages, timeZone: parseTimeZone(jar.get(timeZoneCookie)?.value) }
})
