import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { AdminPage, requireAdminPage, type Admin } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { WorkspaceKeysPanel } from '@/components/admin/workspace-keys-panel'
import { ListSkeleton } from '@/components/ui/settings-skeleton'
import { listWorkspaceKeys } from '@/lib/server/commands/list-workspace-keys'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.sections'))('keys') }
}

export default async function WorkspaceKeysPage() {
  const admin = await requireAdminPage()
  const t = await getTranslations('admin.sections')
  return (
    <AdminPage title={t('keys')} {...admin} skeleton={<ListSkeleton />}>
      <Keys {...admin} />
    </AdminPage>
  )
}

async function Keys({ services, actor }: Admin) {
  const [keys, now] = await Promise.all([listWorkspaceKeys(services, actor), readNow(services)])
  return <WorkspaceKeysPanel keys={keys.data} now={now} />
}
