import type { Metadata } from 'next'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'

import { ExportPanel } from '@/components/transfer/export-panel'
import { ImportPanel } from '@/components/transfer/import-panel'
import { ScriptPanel } from '@/components/transfer/script-panel'
import { PageHeader } from '@/components/ui/page-header'
import { Texts } from '@/i18n/texts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('transfer')
  return { title: t('title') }
}

export default function DataPage() {
  const t = useTranslations('transfer')
  return (
    <Texts rooms={['transfer']}>
      <div className="flex h-full min-w-0 flex-col">
        <PageHeader title={t('title')} />
        <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-8 sm:px-6">
          <div className="max-w-column mx-auto grid gap-8">
            <ImportPanel />
            <ExportPanel />
            <ScriptPanel />
          </div>
        </div>
      </div>
    </Texts>
  )
}
