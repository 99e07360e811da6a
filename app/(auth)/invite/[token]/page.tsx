import type { Metadata } from 'next'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'

import { acceptInvitationAction, signUpAction } from '@/app/(auth)/actions'
import { arrive } from '@/app/(auth)/arrive'
import { providerWays } from '@/app/(auth)/ways-in'
import { AccountForm } from '@/components/auth/account-form'
import { AuthCard, authLinkClass } from '@/components/auth/auth-card'
import { OtherWays } from '@/components/auth/other-ways'
import { buttonClass } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { findInvitation } from '@/lib/server/accounts/find-invitation'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.invite')
  return { title: t('title') }
}

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const [t, ways] = await Promise.all([
    getTranslations('auth.invite'),
    getTranslations('auth.ways'),
  ])
  const { services, actor } = await arrive()
  const invitation = await findInvitation(services, { token })
  if (!invitation) return <NotGood isSignedIn={actor !== null} />

  const { workspace, invitedBy, role, email } = await services.prisma.invitation.findUniqueOrThrow({
    where: { id: invitation.id },
    include: { workspace: { select: { name: true } }, invitedBy: { select: { name: true } } },
  })
  const lead = <p>{t(`lead.${role}`, { name: invitedBy.name })}</p>
  const title = t('join_title', { workspace: workspace.name })
  const hidden = { invitation: token }
  if (actor && actor.role !== 'guest') {
    return (
      <AuthCard title={title} lead={lead}>
        <AccountForm
          action={acceptInvitationAction}
          fields={[]}
          submit={t('join')}
          hidden={hidden}
        />
        <Link href="/" className={buttonClass('bare', 'mt-2 h-11! w-full')}>
          {t('not_now')}
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
          {actor && <p>{t('guest')}</p>}
        </>
      }
      foot={
        <Link
          href={`/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`}
          className={authLinkClass}
        >
          {t('have_account')}
        </Link>
      }
    >
      <AccountForm
        action={signUpAction}
        fields={['name', 'email', 'new-password']}
        submit={t('submit')}
        hidden={hidden}
        email={email ?? undefined}
      />
      <OtherWays ways={providerWays(services.env, { ...hidden, next: `/invite/${token}` }, ways)} />
    </AuthCard>
  )
}

function NotGood({ isSignedIn }: { isSignedIn: boolean }) {
  const t = useTranslations('auth.invite')
  return (
    <AuthCard title={t('over.title')} lead={<p>{t('over.advice')}</p>}>
      <Link href={isSignedIn ? '/' : '/sign-in'} className={buttonClass('quiet', 'h-11! w-full')}>
        {isSignedIn ? t('over.to_threads') : t('over.sign_in')}
      </Link>
    </AuthCard>
  )
}
