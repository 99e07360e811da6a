import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { AdminPage, requireAdminPage } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { WorkspaceKeysPanel } from '@/components/admin/workspace-keys-panel'
import { listWorkspaceKeys } from '@/lib/server/commands/list-workspace-keys'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.sections'))('keys') }
}

export default async function WorkspaceKeysPage() {
  const { services, actor } = await requireAdminPage()
  const t = await getTranslations('admin.sections')
  const [keys, now] = await Promise.all([listWorkspaceKeys(services, actor), readNow(services)])
  return (
    <AdminPage title={t('keys')} services={services} actor={actor}>
      <WorkspaceKeysPanel keys={keys.data} now={now} />
    </AdminPage>
  )
}
