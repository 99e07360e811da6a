import { useLocale, useTranslations } from 'next-intl'

/** An error as the API tells it. */
export type Said = { code: string; message: string }

/**
 * What to tell a person about an error of the API: in English what the server said, which names the case, else the
 * catalogue's sentence for its code.
 */
export function useErrorText(): (error: Said) => string {
  const t = useTranslations('errors')
  const isEnglish = useLocale() === 'en'
  return ({ code, message }) => {
    const key = code as Parameters<typeof t>[0]
    return !isEnglish && t.has(key) ? t(key) : message
  }
}
