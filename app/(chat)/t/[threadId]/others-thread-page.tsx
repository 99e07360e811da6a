import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { knownModels } from '@/app/(chat)/known-models'
import { OthersThread } from '@/components/sharing/others-thread'
import { SharedThread } from '@/components/sharing/shared-thread'
import { shownTitle } from '@/lib/core/thread/plain-name'
import { readSharedSchema } from '@/lib/core/thread/share'
import { readOthersThread } from '@/lib/server/commands/read-others-thread'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

/** A thread that another member lets the workspace read. */
export async function OthersThreadPage({ id, before }: { id: string; before?: string }) {
  const [services, actor, t] = await Promise.all([
    getServices(),
    pageActor(),
    getTranslations('threads.row'),
  ])
  const query = readSharedSchema.safeParse({ before_sequence: before })
  if (!query.success) notFound()
  const { page, owner, workspace } = await readOthersThread(services, actor, id, query.data)
  const mentioned = page.messages.map(({ model_used: model }) => model)
  return (
    <OthersThread {...{ title: shownTitle(page.title, t('untitled')), owner, workspace }}>
      <SharedThread
        page={page}
        path={`/t/${id}`}
        isNewest={before === undefined}
        modelNames={knownModels(services.models, mentioned).modelNames}
      />
    </OthersThread>
  )
}
