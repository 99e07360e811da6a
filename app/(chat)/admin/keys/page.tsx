import type { Metadata } from 'next'

import { AdminPage, requireAdminPage } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { WorkspaceKeysPanel } from '@/components/admin/workspace-keys-panel'
import { listWorkspaceKeys } from '@/lib/server/commands/list-workspace-keys'

export const metadata: Metadata = { title: 'Keys' }

export default async function WorkspaceKeysPage() {
  const { services, actor } = await requireAdminPage()
  const [keys, now] = await Promise.all([listWorkspaceKeys(services, actor), readNow(services)])
  return (
    <AdminPage title="Keys" services={services} actor={actor}>
      <WorkspaceKeysPanel keys={keys.data} now={now} />
    </AdminPage>
  )
}
