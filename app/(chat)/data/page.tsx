import type { Metadata } from 'next'

import { ExportPanel } from '@/components/transfer/export-panel'
import { ImportPanel } from '@/components/transfer/import-panel'
import { ScriptPanel } from '@/components/transfer/script-panel'
import { PageHeader } from '@/components/ui/page-header'

export const metadata: Metadata = { title: 'Your data' }

export default function DataPage() {
  return (
    <div className="flex h-full min-w-0 flex-col">
      <PageHeader title="Your data" />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-8 sm:px-6">
        <div className="max-w-column mx-auto grid gap-8">
          <ImportPanel />
          <ExportPanel />
          <ScriptPanel />
        </div>
      </div>
    </div>
  )
}
