import { cookies } from 'next/headers'
import type { ReactNode } from 'react'

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
import { defaultTitle, listThreadsSchema } from '@/lib/core/thread/thread'
import { listThreads } from '@/lib/server/commands/list-threads'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

export const dynamic = 'force-dynamic'

export default async function ChatLayout({ children }: { children: ReactNode }) {
  const [services, actor, jar] = await Promise.all([getServices(), pageActor(), cookies()])
  const threads = await listThreads(services, actor, listThreadsSchema.parse({ limit: 30 }))
  const timeZone = parseTimeZone(jar.get(timeZoneCookie)?.value)
  const guess = { timeZone, today: dayIn(timeZone, new Date(services.clock.now())) }
  return (
    <>
      <AppShell
        sidebar={
          <ThreadSidebar
            list={<ThreadList initial={threads} guess={guess} defaultTitle={defaultTitle} />}
            footer={
              <>
                <ThemeSwitch initial={parseTheme(jar.get(themeCookie)?.value)} />
                <span className="flex gap-1">
                  <DataLink />
                  {actor.role !== 'member' && <AdminLink />}
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
    </>
  )
}
