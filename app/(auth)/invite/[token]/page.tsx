import type { Metadata } from 'next'
import Link from 'next/link'

import { acceptInvitationAction, signUpAction } from '@/app/(auth)/actions'
import { arrive } from '@/app/(auth)/arrive'
import { providerWays } from '@/app/(auth)/ways-in'
import { AccountForm } from '@/components/auth/account-form'
import { AuthCard, authLinkClass } from '@/components/auth/auth-card'
import { OtherWays } from '@/components/auth/other-ways'
import { buttonClass } from '@/components/ui/button'
import { findInvitation } from '@/lib/server/accounts/find-invitation'

export const metadata: Metadata = { title: 'Invitation' }

const roles = {
  owner: 'an owner, who decides everything in it',
  admin: 'an administrator, who also manages its members',
  member: 'a member',
  guest: 'a guest, who sees only their own threads',
}

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const { services, actor } = await arrive()
  const invitation = await findInvitation(services, { token })
  if (!invitation) return <NotGood isSignedIn={actor !== null} />

  const { workspace, invitedBy, role, email } = await services.prisma.invitation.findUniqueOrThrow({
    where: { id: invitation.id },
    include: { workspace: { select: { name: true } }, invitedBy: { select: { name: true } } },
  })
  const lead = (
    <p>
      {invitedBy.name} invites you to this workspace, as {roles[role]}.
    </p>
  )
  const title = `Join “${workspace.name}”`
  const hidden = { invitation: token }
  if (actor && actor.role !== 'guest') {
    return (
      <AuthCard title={title} lead={lead}>
        <AccountForm action={acceptInvitationAction} fields={[]} submit="Join" hidden={hidden} />
        <Link href="/" className={buttonClass('bare', 'mt-2 h-11! w-full')}>
          Not now
        </Link>
      </AuthCard>
    )
  }
  return (
    <AuthCard
      title={title}
      lead={
        <>
          {lead}
          {actor && <p>Your threads come along: they will be in your account.</p>}
        </>
      }
      foot={
        <Link
          href={`/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`}
          className={authLinkClass}
        >
          I have an account
        </Link>
      }
    >
      <AccountForm
        action={signUpAction}
        fields={['name', 'email', 'new-password']}
        submit="Make an account and join"
        hidden={hidden}
        email={email ?? undefined}
      />
      <OtherWays ways={providerWays(services.env, { ...hidden, next: `/invite/${token}` })} />
    </AuthCard>
  )
}

function NotGood({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <AuthCard
      title="This invitation is no longer good"
      lead={<p>It was used, has run out or was taken back. Ask whoever sent it for a new link.</p>}
    >
      <Link href={isSignedIn ? '/' : '/sign-in'} className={buttonClass('quiet', 'h-11! w-full')}>
        {isSignedIn ? 'Go to your threads' : 'Sign in'}
      </Link>
    </AuthCard>
  )
}
