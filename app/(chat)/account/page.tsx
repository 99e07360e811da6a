import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { Content } from '@/app/(chat)/content'
import { readNow } from '@/app/(chat)/read-now'
import { DeleteAccountPanel } from '@/components/account/delete-account-panel'
import { EmailPanel } from '@/components/account/email-panel'
import { KeysPanel } from '@/components/account/keys-panel'
import { PasswordPanel } from '@/components/account/password-panel'
import { SessionsPanel } from '@/components/account/sessions-panel'
import { WorkspacesPanel } from '@/components/account/workspaces-panel'
import { SettingsPage } from '@/components/ui/settings-page'
import {
  FieldSkeleton,
  ListSkeleton,
  PanelSkeleton,
  SettingsSkeleton,
} from '@/components/ui/settings-skeleton'
import { Skeleton } from '@/components/ui/skeleton'
import type { Actor } from '@/lib/core/access/actor'
import { getCurrentUser } from '@/lib/server/commands/get-current-user'
import { listKeys } from '@/lib/server/commands/list-keys'
import { listSessions } from '@/lib/server/commands/list-sessions'
import { pageActor } from '@/lib/server/page-actor'
import { getServices, type Services } from '@/lib/server/services'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('title') }
}

export default async function AccountPage() {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  if (actor.role === 'guest') redirect('/sign-up')
  // In the single-user mode nobody signs in, and no key is asked for.
  if (services.env.AUTH_MODE === 'none') redirect('/settings')
  const t = await getTranslations('account')
  return (
    <Content skeleton={<LoadingAccount title={t('title')} />}>
      <Account services={services} actor={actor} />
    </Content>
  )
}

async function Account({ services, actor }: { services: Services; actor: Actor }) {
  const t = await getTranslations('account')
  const [user, sessions, keys, now] = await Promise.all([
    getCurrentUser(services, actor),
    listSessions(services, actor),
    listKeys(services, actor),
    readNow(services),
  ])
  const { email, has_password: hasPassword } = user
  return (
    <SettingsPage title={t('title')}>
      {email !== null && <EmailPanel email={email} />}
      {email !== null && <PasswordPanel email={email} hasPassword={hasPassword} />}
      <SessionsPanel sessions={sessions.data} now={now} />
      <KeysPanel keys={keys.data} workspace={user.workspace.name} now={now} />
      <WorkspacesPanel user={user} />
      {email !== null && <DeleteAccountPanel email={email} hasPassword={hasPassword} />}
    </SettingsPage>
  )
}

/** The shape of an account. */
function LoadingAccount({ title }: { title: string }) {
  return (
    <SettingsSkeleton title={title}>
      <PanelSkeleton>
        <FieldSkeleton />
      </PanelSkeleton>
      <PanelSkeleton hasLead>
        <FieldSkeleton />
        <FieldSkeleton />
        <Skeleton className="coarse:h-11 h-9 w-40" />
      </PanelSkeleton>
      <ListSkeleton />
      <ListSkeleton hasAction />
    </SettingsSkeleton>
  )
}
