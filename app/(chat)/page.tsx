import { NewThread } from '@/components/chat/new-thread'
import { defaultTitle } from '@/lib/core/thread/thread'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

import { knownModels } from './known-models'

export default async function NewThreadPage() {
  const [{ models }] = await Promise.all([getServices(), pageActor()])
  const model = models.defaultId()
  return (
    <NewThread
      settings={{ title: defaultTitle, model, systemPrompt: null }}
      {...knownModels(models, [model])}
    />
  )
}
