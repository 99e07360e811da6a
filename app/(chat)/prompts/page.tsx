import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { PromptsPanel } from '@/components/prompts/prompts-panel'
import { SettingsPage } from '@/components/ui/settings-page'
import { listPrompts } from '@/lib/server/commands/list-prompts'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('prompts')
  return { title: t('title') }
}

export default async function PromptsPage() {
  const [services, actor, t] = await Promise.all([
    getServices(),
    pageActor(),
    getTranslations('prompts'),
  ])
  const { data } = await listPrompts(services, actor)
  return (
    <SettingsPage title={t('title')}>
      <PromptsPanel prompts={data} />
    </SettingsPage>
  )
}
