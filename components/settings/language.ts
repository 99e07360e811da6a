export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** Each in itself, so that everybody finds their own. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' }

export const languageCookie = 'language'

const known = (value: string | undefined): Language | undefined =>
  languages.find((language) => language === value)

/**
 * The language that a cookie names, else the first of an `Accept-Language` header (RFC 9110) that there is, else English.
 * Browsers list the languages in the order of their weights, so that these are not read.
 */
export function parseLanguage(cookie: string | undefined, accepted: string | null): Language {
  const asked = (accepted ?? '').split(',').map((range) => range.trim().slice(0, 2).toLowerCase())
  return known(cookie) ?? asked.map(known).find((language) => language !== undefined) ?? 'en'
}
