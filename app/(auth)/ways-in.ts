import type { useTranslations } from 'next-intl'

import { guestAction, providerAction } from '@/app/(auth)/actions'
import type { Way } from '@/components/auth/other-ways'
import { providerNames } from '@/lib/server/auth/providers'
import type { Env } from '@/lib/server/env'

type Translator = ReturnType<typeof useTranslations<'auth.ways'>>

/** A button for each provider that is switched on; what a link invites to goes along. */
export const providerWays = (env: Env, hidden: Record<string, string>, t: Translator): Way[] =>
  providerNames(env).map(({ id, name }) => ({
    label: t('provider', { name }),
    action: providerAction,
    hidden: { ...hidden, provider: id },
  }))

/** The way in without an account, where there is one. */
export const guestWays = (env: Env, hidden: Record<string, string>, t: Translator): Way[] =>
  env.AUTH_GUESTS ? [{ label: t('guest'), action: guestAction, hidden }] : []
