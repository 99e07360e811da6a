import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { signUpAction } from '@/app/(auth)/actions'
import { arriveSignedOut, valueOf, type Query } from '@/app/(auth)/arrive'
import { guestWays, providerWays } from '@/app/(auth)/ways-in'
import { AccountForm } from '@/components/auth/account-form'
import { AuthCard, authLinkClass } from '@/components/auth/auth-card'
import { OtherWays } from '@/components/auth/other-ways'
import { buttonClass } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { safePath } from '@/lib/core/access/safe-path'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.sign_up')
  return { title: t('title') }
}

export default async function SignUpPage({ searchParams }: { searchParams: Query }) {
  const next = safePath(valueOf(await searchParams, 'next'))
  const [t, ways] = await Promise.all([
    getTranslations('auth.sign_up'),
    getTranslations('auth.ways'),
  ])
  const { services, isGuest } = await arriveSignedOut(next)
  const { env } = services
  const hidden = { next }
  const signIn = next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
  if (env.AUTH_SIGNUP !== 'open') {
    return (
      <AuthCard
        title={t(env.AUTH_SIGNUP === 'closed' ? 'closed.title' : 'invitation.title')}
        lead={
          <p>
            {t(env.AUTH_SIGNUP === 'closed' ? 'closed.lead' : 'invitation.lead')}
            {isGuest && ` ${t('until_then')}`}
          </p>
        }
      >
        <Link href={isGuest ? '/' : signIn} className={buttonClass('quiet', 'h-11! w-full')}>
          {isGuest ? t('back') : t('sign_in')}
        </Link>
      </AuthCard>
    )
  }
  return (
    <AuthCard
      title={t('title')}
      lead={isGuest ? <p>{t('guest')}</p> : undefined}
      foot={
        <>
          {t.rich('have_one', {
            link: (text) => (
              <Link href={signIn} className={authLinkClass}>
                {text}
              </Link>
            ),
          })}
        </>
      }
    >
      <AccountForm
        action={signUpAction}
        fields={['name', 'email', 'new-password']}
        submit={t('submit')}
        hidden={hidden}
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
