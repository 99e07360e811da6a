import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ApiViewer } from '@/components/api-docs/api-viewer'
import { PageHeader } from '@/components/ui/page-header'
import { Texts } from '@/i18n/texts'
import { openapiOperation } from '@/lib/core/api/machines'
import { pageActor } from '@/lib/server/page-actor'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('pages')
  return { title: t('api') }
}

export default async function ApiPage() {
  const [t] = await Promise.all([getTranslations('pages'), pageActor()])
  return (
    <Texts rooms={['pages']}>
      <div className="min-h-dvh">
        <PageHeader title={t('api')} hasSide={false} />
        <ApiViewer url={openapiOperation.path} />
      </div>
    </Texts>
  )
}
