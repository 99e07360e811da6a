import type { Metadata } from 'next'

import { ApiViewer } from '@/components/api-docs/api-viewer'
import { PageHeader } from '@/components/ui/page-header'
import { openapiOperation } from '@/lib/core/api/machines'
import { pageActor } from '@/lib/server/page-actor'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'API' }

export default async function ApiPage() {
  await pageActor()
  return (
    <div className="min-h-dvh">
      <PageHeader title="API" />
      <ApiViewer url={openapiOperation.path} />
    </div>
  )
}
