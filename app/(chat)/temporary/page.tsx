import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { TemporaryThread } from '@/components/temporary/temporary-thread'
import { Texts } from '@/i18n/texts'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

import { chosenModel } from '../chosen-model'
import { knownModels } from '../known-models'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('temporary'))('title') }
}

export default async function TemporaryPage() {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  const model = await chosenModel(services, actor)
  return (
    <Texts rooms={['temporary']}>
      <TemporaryThread model={model} {...knownModels(services.models, [model])} />
    </Texts>
  )
}
