import { notFound } from 'next/navigation'

import { knownModels } from '@/app/(chat)/known-models'
import { OthersThread } from '@/components/sharing/others-thread'
import { SharedThread } from '@/components/sharing/shared-thread'
import { readSharedSchema } from '@/lib/core/thread/share'
import { readOthersThread } from '@/lib/server/commands/read-others-thread'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

/** A thread that another member lets the workspace read. */
export async function OthersThreadPage({ id, before }: { id: string; before?: string }) {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  const query = readSharedSchema.safeParse({ before_sequence: before })
  if (!query.success) notFound()
  const { page, owner, workspace } = await readOthersThread(services, actor, id, query.data)
  const mentioned = page.messages.map(({ model_used: model }) => model)
  return (
    <OthersThread {...{ title: page.title, owner, workspace }}>
      <SharedThread
        page={page}
        path={`/t/${id}`}
        isNewest={before === undefined}
        modelNames={knownModels(services.models, mentioned).modelNames}
      />
    </OthersThread>
  )
}
