import type { useTranslations } from 'next-intl'

const known = [
  'set_up_first',
  'unconfirmed_email',
  'password_first',
  'not_invited',
  'CredentialsSignin',
] as const

type Translator = ReturnType<typeof useTranslations<'auth.refusals'>>

/** Why somebody was sent back to sign in, in words; null without a reason. */
export const explainRefusal = (code: string, t: Translator): string | null =>
  code === '' ? null : t(known.find((each) => each === code) ?? 'other')
