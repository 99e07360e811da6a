import type { Metadata } from 'next'
import Link from 'next/link'

import { signInAction } from '@/app/(auth)/actions'
import { arriveSignedOut, valueOf, type Query } from '@/app/(auth)/arrive'
import { explainRefusal } from '@/app/(auth)/sign-in/refusals'
import { guestWays, providerWays } from '@/app/(auth)/ways-in'
import { AccountForm } from '@/components/auth/account-form'
import { AuthCard, authLinkClass } from '@/components/auth/auth-card'
import { OtherWays } from '@/components/auth/other-ways'
import { safePath } from '@/lib/core/access/safe-path'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams
  const next = safePath(valueOf(query, 'next'))
  const { services, isGuest } = await arriveSignedOut(next)
  const { env } = services
  const hidden = { next }
  const signUp = next === '/' ? '/sign-up' : `/sign-up?next=${encodeURIComponent(next)}`
  return (
    <AuthCard
      title="Sign in"
      lead={isGuest ? <p>Your threads come along: they will be in your account.</p> : undefined}
      foot={
        env.AUTH_SIGNUP === 'open' ? (
          <>
            New here?{' '}
            <Link href={signUp} className={authLinkClass}>
              Make an account
            </Link>
          </>
        ) : env.AUTH_SIGNUP === 'invitation' ? (
          'New here? Ask whoever runs this Skein for an invitation.'
        ) : undefined
      }
    >
      <AccountForm
        action={signInAction}
        fields={['email', 'password']}
        submit="Sign in"
        hidden={hidden}
        message={explainRefusal(valueOf(query, 'error'))}
      />
      <OtherWays
        ways={[...providerWays(env, hidden), ...(isGuest ? [] : guestWays(env, hidden))]}
      />
    </AuthCard>
  )
}
