'use client'

import { useLocale } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { renewOffline } from '@/components/pwa/renew-offline'
import { setDeviceCookie } from '@/components/settings/device-cookie'
import { languageCookie, type Language } from '@/components/settings/language'

/** The language of the page, and the way to another. */
export function useLanguage(): [Language, (language: Language) => void] {
  const router = useRouter()
  // The page follows once the server has written it anew.
  const [chosen, setChosen] = useState<Language>(useLocale())
  const choose = (language: Language) => {
    setChosen(language)
    setDeviceCookie(languageCookie, language)
    renewOffline()
    router.refresh()
  }
  return [chosen, choose]
}
