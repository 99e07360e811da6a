import { NewThread } from '@/components/chat/new-thread'
import { defaultTitle } from '@/lib/core/thread/plain-name'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

import { chosenModel } from './chosen-model'
import { knownModels } from './known-models'

export default async function NewThreadPage() {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  const model = await chosenModel(services, actor)
  return (
    <NewThread
      settings={{ title: defaultTitle, model, systemPrompt: null }}
      {...knownModels(services.models, [model])}
    />
  )
}
