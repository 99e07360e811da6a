import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { readNow } from '@/app/(chat)/read-now'
import { DeleteAccountPanel } from '@/components/account/delete-account-panel'
import { KeysPanel } from '@/components/account/keys-panel'
import { PasswordPanel } from '@/components/account/password-panel'
import { ProfilePanel } from '@/components/account/profile-panel'
import { SessionsPanel } from '@/components/account/sessions-panel'
import { WorkspacesPanel } from '@/components/account/workspaces-panel'
import { SettingsPage } from '@/components/ui/settings-page'
import { getCurrentUser } from '@/lib/server/commands/get-current-user'
import { listKeys } from '@/lib/server/commands/list-keys'
import { listSessions } from '@/lib/server/commands/list-sessions'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  if (actor.role === 'guest') redirect('/sign-up')
  const [user, sessions, keys, now] = await Promise.all([
    getCurrentUser(services, actor),
    listSessions(services, actor),
    listKeys(services, actor),
    readNow(services),
  ])
  const { name, email, has_password: hasPassword } = user
  // In the single-user mode there is only a name: nobody signs in, and no key is asked for.
  const isAccount = services.env.AUTH_MODE !== 'none' && email !== null
  return (
    <SettingsPage title="Account">
      <ProfilePanel name={name} email={email} />
      {isAccount && (
        <>
          <PasswordPanel email={email} hasPassword={hasPassword} />
          <SessionsPanel sessions={sessions.data} now={now} />
          <KeysPanel keys={keys.data} workspace={user.workspace.name} now={now} />
          <WorkspacesPanel user={user} />
          <DeleteAccountPanel email={email} hasPassword={hasPassword} />
        </>
      )}
    </SettingsPage>
  )
}
