import { cookies } from 'next/headers'
import type { ReactNode } from 'react'

import { signOutAction } from '@/app/(auth)/actions'
import { AccountMenu } from '@/components/account/account-menu'
import { OnePerson } from '@/components/account/one-person'
import { SingleUserNote } from '@/components/account/single-user-note'
import { AdminLink } from '@/components/jobs/admin-link'
import { LiveUpdates } from '@/components/live/live-updates'
import { parseTheme, themeCookie } from '@/components/settings/theme'
import { ThemeSwitch } from '@/components/settings/theme-switch'
import { AppShell } from '@/components/threads/app-shell'
import { dayIn } from '@/components/threads/group-by-day'
import { ThreadList } from '@/components/threads/thread-list'
import { ThreadSidebar } from '@/components/threads/thread-sidebar'
import { parseTimeZone, timeZoneCookie } from '@/components/threads/time-zone'
import { DataLink } from '@/components/transfer/data-link'
import { Toaster } from '@/components/ui/toaster'
import { can } from '@/lib/core/access/can'
import { defaultTitle, listThreadsSchema } from '@/lib/core/thread/thread'
import { getCurrentUser } from '@/lib/server/commands/get-current-user'
import { listThreads } from '@/lib/server/commands/list-threads'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

export const dynamic = 'force-dynamic'

const oneShared = listThreadsSchema.parse({ shared: 'true', limit: 1 })

export default async function ChatLayout({ children }: { children: ReactNode }) {
  const [services, actor, jar] = await Promise.all([getServices(), pageActor(), cookies()])
  const isSingleUser = services.env.AUTH_MODE === 'none'
  const [threads, user, shared] = await Promise.all([
    listThreads(services, actor, listThreadsSchema.parse({ limit: 30 })),
    getCurrentUser(services, actor),
    isSingleUser ? null : listThreads(services, actor, oneShared),
  ])
  const hasShared = shared !== null && shared.data.length > 0
  const whose = `${actor.userId} ${actor.workspaceId}`
  const timeZone = parseTimeZone(jar.get(timeZoneCookie)?.value)
  const guess = { timeZone, today: dayIn(timeZone, new Date(services.clock.now())) }
  return (
    <OnePerson key={whose} id={whose}>
      <AppShell
        sidebar={
          <ThreadSidebar
            list={<ThreadList initial={threads} {...{ guess, defaultTitle, hasShared }} />}
            account={
              isSingleUser ? (
                <SingleUserNote />
              ) : (
                <AccountMenu
                  user={user}
                  mayAdminister={can(actor, 'workspace')}
                  signOut={signOutAction}
                />
              )
            }
            footer={
              <>
                <ThemeSwitch initial={parseTheme(jar.get(themeCookie)?.value)} />
                <span className="flex gap-1">
                  <DataLink />
                  {isSingleUser && <AdminLink />}
                </span>
              </>
            }
          />
        }
      >
        {children}
      </AppShell>
      <Toaster />
      <LiveUpdates />
    </OnePerson>
  )
}
