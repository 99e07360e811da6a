import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'

import { StoredAnswerBody } from '@/components/chat/stored-answer-body'
import { toStoredMessage } from '@/components/chat/stored-message'
import { ThreadView } from '@/components/chat/thread-view'
import { SkeinError } from '@/lib/core/errors'
import { listSummariesSchema } from '@/lib/core/summary/summary'
import { listMessagesSchema } from '@/lib/core/thread/message'
import { listMessages } from '@/lib/server/commands/list-messages'
import { listSummaries } from '@/lib/server/commands/list-summaries'
import { requireThread } from '@/lib/server/commands/require-thread'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

import { knownModels } from '../../known-models'

type Props = { params: Promise<{ threadId: string }> }

const newestPage = listMessagesSchema.parse({ branch: 'active', limit: 50 })
const newestLinks = listSummariesSchema.parse({ limit: 10 })

const loadThread = cache(async (id: string) => {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  try {
    return await requireThread(services, actor, id)
  } catch (error) {
    if (error instanceof SkeinError && error.code === 'thread_not_found') notFound()
    throw error
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = await loadThread((await params).threadId)
  return { title }
}

export default async function ThreadPage({ params }: Props) {
  const thread = await loadThread((await params).threadId)
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  const [page, summaries] = await Promise.all([
    listMessages(services, actor, thread.id, newestPage),
    listSummaries(services, actor, thread.id, newestLinks),
  ])
  const history = page.data.map(toStoredMessage)
  const answers = page.data.filter(({ role }) => role === 'assistant')
  const mentioned = history.flatMap(({ model, fallbacks }) => [
    model,
    ...fallbacks.flatMap(({ from, to }) => [from, to]),
  ])
  return (
    <ThreadView
      key={thread.id}
      threadId={thread.id}
      isStored
      settings={{ title: thread.title, model: thread.model, systemPrompt: thread.system_prompt }}
      history={history}
      bodies={answers.map(({ id, parts }) => [
        id,
        <StoredAnswerBody key={id} {...{ id, parts }} />,
      ])}
      hasOlder={page.has_more}
      summaries={summaries}
      {...knownModels(services.models, [
        thread.model,
        ...mentioned,
        ...summaries.data.map(({ model }) => model),
      ])}
    />
  )
}
