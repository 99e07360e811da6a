import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'

import { Content } from '@/app/(chat)/content'
import { AdminTabs, type AdminSection } from '@/components/admin/admin-tabs'
import { LoadingNote } from '@/components/ui/loading-note'
import { SettingsPage } from '@/components/ui/settings-page'
import type { Actor } from '@/lib/core/access/actor'
import { can } from '@/lib/core/access/can'
import { pageActor } from '@/lib/server/page-actor'
import { getServices, type Services } from '@/lib/server/services'

export type Admin = { services: Services; actor: Actor }

/** Who administers the workspace; for everybody else there is nothing here. */
export async function requireAdminPage(): Promise<Admin> {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  if (!can(actor, 'workspace')) notFound()
  return { services, actor }
}

/** The parts of the administration that there are for somebody. */
export function adminSections({ env }: Services, actor: Actor): AdminSection[] {
  const isSingleUser = env.AUTH_MODE === 'none'
  return [
    ...(isSingleUser ? [] : (['members', 'invitations', 'keys'] as const)),
    'usage',
    'providers',
    'audit',
    ...(can(actor, 'server') ? (['jobs'] as const) : []),
  ]
}

/** A part of the administration, with the way to the others and a skeleton until it is read. */
export function AdminPage({
  title,
  services,
  actor,
  skeleton,
  children,
}: Admin & {
  title: string
  skeleton: ReactNode
  children: ReactNode
}) {
  return (
    <SettingsPage title={title} tabs={<AdminTabs sections={adminSections(services, actor)} />}>
      <Content
        skeleton={
          <>
            <LoadingNote />
            {skeleton}
          </>
        }
      >
        {children}
      </Content>
    </SettingsPage>
  )
}
