import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { AdminPage, requireAdminPage } from '@/app/(chat)/admin/admin-page'
import { readNow } from '@/app/(chat)/read-now'
import { ProvidersPanel } from '@/components/admin/providers-panel'
import { ListSkeleton } from '@/components/ui/settings-skeleton'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.sections'))('providers') }
}

export default async function ProvidersPage() {
  const admin = await requireAdminPage()
  const t = await getTranslations('admin.sections')
  const { providers } = admin.services.models.list()
  return (
    <AdminPage title={t('providers')} {...admin} skeleton={<ListSkeleton />}>
      <ProvidersPanel providers={providers} now={await readNow(admin.services)} />
    </AdminPage>
  )
}
