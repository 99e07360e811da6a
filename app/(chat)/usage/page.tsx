import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ModelNamesProvider } from '@/components/models/model-names'
import { OwnUsage } from '@/components/usage/own-usage'
import { spans } from '@/components/usage/spans'
import { SettingsPage } from '@/components/ui/settings-page'
import { Texts } from '@/i18n/texts'
import { getUsageSchema } from '@/lib/core/access/usage'
import { getUsage } from '@/lib/server/commands/get-usage'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

import { knownModels } from '../known-models'

type Props = { searchParams: Promise<{ days?: string | string[] }> }

const dayMs = 86_400_000

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('usage'))('title') }
}

export default async function OwnUsagePage({ searchParams }: Props) {
  const [services, actor, { days }, t] = await Promise.all([
    getServices(),
    pageActor(),
    searchParams,
    getTranslations('usage'),
  ])
  const span = spans.find((count) => String(count) === days) ?? 30
  const first = new Date(services.clock.now() - (span - 1) * dayMs)
  const query = getUsageSchema.parse({ from: first.toISOString().slice(0, 10) })
  const usage = await getUsage(services, actor, query)
  const { modelNames } = knownModels(
    services.models,
    usage.data.map(({ model }) => model),
  )
  return (
    <SettingsPage title={t('title')}>
      <Texts rooms={['usage']}>
        <ModelNamesProvider names={modelNames}>
          <OwnUsage usage={usage} span={span} />
        </ModelNamesProvider>
      </Texts>
    </SettingsPage>
  )
}
