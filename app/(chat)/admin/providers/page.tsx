import type { Metadata } from 'next'

import { AdminPage, requireAdminPage } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { ProvidersPanel } from '@/components/admin/providers-panel'

export const metadata: Metadata = { title: 'Providers' }

export default async function ProvidersPage() {
  const { services, actor } = await requireAdminPage()
  const { providers } = services.models.list()
  return (
    <AdminPage title="Providers" services={services} actor={actor}>
      <ProvidersPanel providers={providers} now={await readNow(services)} />
    </AdminPage>
  )
}
