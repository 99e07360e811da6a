import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'

import { signOutAction } from '@/app/(auth)/actions'
import { AccountMenu } from '@/components/account/account-menu'
import { OnePerson } from '@/components/account/one-person'
import { SingleUserNote } from '@/components/account/single-user-note'
import { formatBytes } from '@/components/attachments/format-bytes'
import { UploadLimit } from '@/components/attachments/upload-limit'
import { AdminLink } from '@/components/jobs/admin-link'
import { LiveUpdates } from '@/components/live/live-updates'
import { SearchHost } from '@/components/search/search-host'
import { RegisterWorker } from '@/components/pwa/register-worker'
import { readLook } from '@/components/settings/look'
import { PreferencesProvider } from '@/components/settings/preferences'
import { SettingsLink } from '@/components/settings/settings-link'
import { ThemeSwitch } from '@/components/settings/theme-switch'
import { ShortcutKeys } from '@/components/shortcuts/shortcut-keys'
import { AppShell } from '@/components/threads/app-shell'
import { dayIn, dayLabel } from '@/components/threads/group-by-day'
import { sidebarCookie } from '@/components/threads/sidebar-cookie'
import { openFoldersCookie, parseOpenFolders } from '@/components/threads/open-folders'
import { ThreadList } from '@/components/threads/thread-list'
import { ThreadSidebar } from '@/components/threads/thread-sidebar'
import { parseTimeZone, timeZoneCookie } from '@/components/threads/time-zone'
import { DataLink } from '@/components/transfer/data-link'
import { Toaster } from '@/components/ui/toaster'
import { Texts } from '@/i18n/texts'
import { can } from '@/lib/core/access/can'
import { listThreadsSchema } from '@/lib/core/thread/thread'
import { getCurrentUser } from '@/lib/server/commands/get-current-user'
import { getProfile } from '@/lib/server/commands/get-profile'
import { listFolders } from '@/lib/server/commands/list-folders'
import { listThreads } from '@/lib/server/commands/list-threads'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

/** What the list of threads and every thread need: they are sent once, not with each thread. */
const rooms = [
  'account',
  'chat',
  'composer',
  'context',
  'files',
  'live',
  'models',
  'prompts',
  'search',
  'settings',
  'sharing',
  'shortcuts',
  'summaries',
  'threads',
] as const

export const dynamic = 'force-dynamic'

const pinnedThreads = listThreadsSchema.parse({ pinned: 'true', limit: 100 })
const oneShared = listThreadsSchema.parse({ shared: 'true', limit: 1 })

export default async function ChatLayout({ children }: { children: ReactNode }) {
  const [services, actor, jar, locale, t] = await Promise.all([
    getServices(),
    pageActor(),
    cookies(),
    getLocale(),
    getTranslations('threads.days'),
  ])
  const { MAX_FILE_BYTES: maxBytes } = services.env
  const isSingleUser = services.env.AUTH_MODE === 'none'
  const openFolders = parseOpenFolders(jar.get(openFoldersCookie)?.value)
  const [threads, others, { data: folders }, user, profile, shared] = await Promise.all([
    listThreads(services, actor, listThreadsSchema.parse({ limit: 30 })),
    Promise.all([
      listThreads(services, actor, pinnedThreads),
      ...openFolders.map((id) =>
        listThreads(services, actor, listThreadsSchema.parse({ folder_id: id, limit: 100 })),
      ),
    ]).then((lists) => lists.flatMap(({ data }) => data)),
    listFolders(services, actor),
    getCurrentUser(services, actor),
    getProfile(services, actor),
    isSingleUser ? null : listThreads(services, actor, oneShared),
  ])
  const hasShared = shared !== null && shared.data.length > 0
  const whose = `${actor.userId} ${actor.workspaceId}`
  const timeZone = parseTimeZone(jar.get(timeZoneCookie)?.value)
  const day = { timeZone, today: dayIn(timeZone, new Date(services.clock.now())) }
  const labels = Object.fromEntries(
    threads.data.map(({ last_activity_at: at }) => [at, dayLabel(at, { ...day, t, locale })]),
  )
  const guess = { ...day, labels }
  return (
    <Texts rooms={rooms}>
      <OnePerson key={whose} id={whose}>
        <PreferencesProvider whose={whose} initial={profile.preferences}>
          <AppShell
            isListAway={jar.get(sidebarCookie)?.value === 'away'}
            sidebar={
              <ThreadSidebar
                list={
                  <ThreadList
                    initial={threads}
                    {...{ others, folders, openFolders, guess, hasShared }}
                  />
                }
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
                    <ThemeSwitch initial={readLook((name) => jar.get(name)?.value).theme} />
                    <span className="flex gap-1">
                      <SettingsLink />
                      <DataLink />
                      {isSingleUser && <AdminLink />}
                    </span>
                  </>
                }
              />
            }
          >
            <UploadLimit bytes={maxBytes} size={formatBytes(maxBytes, locale)}>
              {children}
            </UploadLimit>
          </AppShell>
          <ShortcutKeys />
          <SearchHost />
        </PreferencesProvider>
        <Toaster />
        <LiveUpdates />
        <RegisterWorker />
      </OnePerson>
    </Texts>
  )
}
