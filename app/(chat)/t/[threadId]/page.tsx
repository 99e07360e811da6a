import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'

import { StoredAnswerBody } from '@/components/chat/stored-answer-body'
import { toStoredMessage } from '@/components/chat/stored-message'
import { ThreadView } from '@/components/chat/thread-view'
import { SkeinError } from '@/lib/core/errors'
import { listSummariesSchema } from '@/lib/core/summary/summary'
import { listMessagesSchema } from '@/lib/core/thread/message'
import { plainName } from '@/lib/core/thread/plain-name'
import { listMessages } from '@/lib/server/commands/list-messages'
import { listSummaries } from '@/lib/server/commands/list-summaries'
import { requireThread } from '@/lib/server/commands/require-thread'
import { presentThread } from '@/lib/server/rows/thread-row'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

import { knownModels } from '../../known-models'
import { OthersThreadPage } from './others-thread-page'

type Props = {
  params: Promise<{ threadId: string }>
  searchParams: Promise<{ before_sequence?: string | string[] }>
}

const newestPage = listMessagesSchema.parse({ branch: 'active', limit: 50 })
const newestLinks = listSummariesSchema.parse({ limit: 10 })

/** What is not one's own and not shared is to a person as if it were not there. */
const isHidden: ReadonlySet<string> = new Set(['thread_not_found', 'forbidden'])

const loadThread = cache(async (id: string) => {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  try {
    return presentThread(await requireThread(services, actor, id, 'read'))
  } catch (error) {
    if (error instanceof SkeinError && isHidden.has(error.code)) notFound()
    throw error
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = await loadThread((await params).threadId)
  return { title: plainName(title) }
}

export default async function ThreadPage({ params, searchParams }: Props) {
  const thread = await loadThread((await params).threadId)
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  if (thread.user_id !== actor.userId) {
    const { before_sequence: before } = await searchParams
    return <OthersThreadPage id={thread.id} before={before?.toString()} />
  }
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
      visibility={thread.visibility}
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
