import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactElement } from 'react'

import { StoredAnswerBody } from '@/components/chat/stored-answer-body'
import { toStoredMessage } from '@/components/chat/to-stored-message'
import { ThreadSkeleton } from '@/components/chat/thread-skeleton'
import { ThreadView } from '@/components/chat/thread-view'
import { ContentBoundary } from '@/components/ui/content-boundary'
import { SkeinError } from '@/lib/core/errors'
import { listSummariesSchema } from '@/lib/core/summary/summary'
import { listMessagesSchema } from '@/lib/core/thread/message'
import { plainName, shownTitle } from '@/lib/core/thread/plain-name'
import type { Thread } from '@/lib/core/thread/thread'
import { listMessages } from '@/lib/server/commands/list-messages'
import { readWindow, type MessageWindow } from '@/lib/server/commands/read-window'
import { listSummaries } from '@/lib/server/commands/list-summaries'
import { readSurroundings } from '@/lib/server/commands/read-surroundings'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

import { isVisit } from '../../content'
import { knownModels } from '../../known-models'
import { readNow } from '../../read-now'
import { loadThread } from './load-thread'
import { OthersThreadPage } from './others-thread-page'
import { placeOf, type PlaceQuery } from './place-of'

type Props = {
  params: Promise<{ threadId: string }>
  searchParams: Promise<PlaceQuery & { before_sequence?: string | string[] }>
}

/** More than a screen shows; what is older comes when somebody scrolls there. */
const newestPage = listMessagesSchema.parse({ branch: 'active', limit: 30 })
const newestLinks = listSummariesSchema.parse({ limit: 10 })

/**
 * The newest messages, or those around the one that the address names, or around the first of a day. One that somebody was only
 * near to is not found, and not gone to on a branch that is not the active one.
 */
async function loadMessages(threadId: string, query: PlaceQuery): Promise<MessageWindow> {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  const { near } = query
  const asked = near === undefined ? query : { message: near }
  const place = placeOf(asked, (await readNow(services)).timeZone)
  const atEnd = async () => {
    const { data, has_more: hasOlder } = await listMessages(services, actor, threadId, newestPage)
    return { messages: data, hasOlder, hasNewer: false, found: null, isOnActiveBranch: true }
  }
  if (place === null) return atEnd()
  try {
    const { limit } = newestPage
    const window = await readWindow(services, actor, { threadId, place, limit })
    if (near === undefined) return window
    return window.isOnActiveBranch ? { ...window, found: null } : atEnd()
  } catch (error) {
    if (error instanceof SkeinError && error.code === 'message_not_found') return atEnd()
    throw error
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = await loadThread((await params).threadId)
  const t = await getTranslations('threads.row')
  return { title: plainName(shownTitle(title, t('untitled'))) }
}

export default async function ThreadPage({ params, searchParams }: Props) {
  const [{ threadId }, query] = await Promise.all([params, searchParams])
  const thread = await loadThread(threadId)
  const [{ userId }, isWhole] = await Promise.all([pageActor(), isVisit()])
  const content =
    thread.user_id === userId ? (
      ownThread(thread, query)
    ) : (
      <OthersThreadPage id={thread.id} before={query.before_sequence?.toString()} />
    )
  return (
    <ContentBoundary isWhole={isWhole} fallback={<ThreadSkeleton />}>
      {isWhole ? await content : content}
    </ContentBoundary>
  )
}

async function ownThread(thread: Thread, query: PlaceQuery): Promise<ReactElement> {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  const [page, summaries] = await Promise.all([
    loadMessages(thread.id, query),
    listSummaries(services, actor, thread.id, newestLinks),
  ])
  const { newestId, beside } = await readSurroundings(services, actor, thread, page.messages)
  const history = page.messages.map(toStoredMessage)
  const answers = [...page.messages, ...beside].filter(({ role }) => role === 'assistant')
  const mentioned = [...history, ...beside.map(toStoredMessage)].flatMap(({ model, fallbacks }) => [
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
      hasOlder={page.hasOlder}
      hasNewer={page.hasNewer}
      found={page.found}
      branchToChoose={page.isOnActiveBranch ? null : page.found}
      newestId={newestId}
      beside={beside.map(toStoredMessage)}
      summaries={summaries}
      {...knownModels(services.models, [
        thread.model,
        ...mentioned,
        ...summaries.data.map(({ model }) => model),
      ])}
    />
  )
}
