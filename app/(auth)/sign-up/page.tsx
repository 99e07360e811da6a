import type { Metadata } from 'next'
import Link from 'next/link'

import { signUpAction } from '@/app/(auth)/actions'
import { arriveSignedOut, valueOf, type Query } from '@/app/(auth)/arrive'
import { guestWays, providerWays } from '@/app/(auth)/ways-in'
import { AccountForm } from '@/components/auth/account-form'
import { AuthCard, authLinkClass } from '@/components/auth/auth-card'
import { OtherWays } from '@/components/auth/other-ways'
import { buttonClass } from '@/components/ui/button'
import { safePath } from '@/lib/core/access/safe-path'

export const metadata: Metadata = { title: 'Make an account' }

export default async function SignUpPage({ searchParams }: { searchParams: Query }) {
  const next = safePath(valueOf(await searchParams, 'next'))
  const { services, isGuest } = await arriveSignedOut(next)
  const { env } = services
  const hidden = { next }
  const signIn = next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
  if (env.AUTH_SIGNUP !== 'open') {
    return (
      <AuthCard
        title={env.AUTH_SIGNUP === 'closed' ? 'No new accounts' : 'You need an invitation'}
        lead={
          <p>
            {env.AUTH_SIGNUP === 'closed'
              ? 'Whoever runs this Skein makes no new accounts at the moment.'
              : 'Ask whoever runs this Skein for an invitation: a link that leads to a form like this one.'}
            {isGuest && ' Until then your threads stay in this browser’s guest session.'}
          </p>
        }
      >
        <Link href={isGuest ? '/' : signIn} className={buttonClass('quiet', 'h-11! w-full')}>
          {isGuest ? 'Back to the threads' : 'Sign in'}
        </Link>
      </AuthCard>
    )
  }
  return (
    <AuthCard
      title="Make an account"
      lead={isGuest ? <p>Your threads come along: they will be in your account.</p> : undefined}
      foot={
        <>
          You have one?{' '}
          <Link href={signIn} className={authLinkClass}>
            Sign in
          </Link>
        </>
      }
    >
      <AccountForm
        action={signUpAction}
        fields={['name', 'email', 'new-password']}
        submit="Make the account"
        hidden={hidden}
      />
      <OtherWays
        ways={[...providerWays(env, hidden), ...(isGuest ? [] : guestWays(env, hidden))]}
      />
    </AuthCard>
  )
}
