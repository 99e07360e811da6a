import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { signInAction } from '@/app/(auth)/actions'
import { arriveSignedOut, valueOf, type Query } from '@/app/(auth)/arrive'
import { explainRefusal } from '@/app/(auth)/sign-in/refusals'
import { guestWays, providerWays } from '@/app/(auth)/ways-in'
import { AccountForm } from '@/components/auth/account-form'
import { AuthCard, authLinkClass } from '@/components/auth/auth-card'
import { OtherWays } from '@/components/auth/other-ways'
import { Link } from '@/components/ui/link'
import { safePath } from '@/lib/core/access/safe-path'
import { wasSignedIn } from '@/lib/server/page-actor'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.sign_in')
  return { title: t('title') }
}

export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams
  const next = safePath(valueOf(query, 'next'))
  const [t, ways] = await Promise.all([
    getTranslations('auth.sign_in'),
    getTranslations('auth.ways'),
  ])
  const { services, isGuest } = await arriveSignedOut(next)
  const lead = isGuest ? t('guest') : (await wasSignedIn()) ? t('over') : null
  const { env } = services
  const hidden = { next }
  const signUp = next === '/' ? '/sign-up' : `/sign-up?next=${encodeURIComponent(next)}`
  return (
    <AuthCard
      title={t('title')}
      lead={lead && <p>{lead}</p>}
      foot={
        env.AUTH_SIGNUP === 'open' ? (
          <>
            {t.rich('new_here', {
              link: (text) => (
                <Link href={signUp} className={authLinkClass}>
                  {text}
                </Link>
              ),
            })}
          </>
        ) : env.AUTH_SIGNUP === 'invitation' ? (
          t('ask_for_invitation')
        ) : undefined
      }
    >
      <AccountForm
        action={signInAction}
        fields={['email', 'password']}
        submit={t('title')}
        hidden={hidden}
        message={explainRefusal(valueOf(query, 'error'), await getTranslations('auth.refusals'))}
      />
      <OtherWays
        ways={[
          ...providerWays(env, hidden, ways),
          ...(isGuest ? [] : guestWays(env, hidden, ways)),
        ]}
      />
    </AuthCard>
  )
}
