import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { Content } from '@/app/(chat)/content'
import { threadsQuery, type ThreadsQuery } from '@/app/(chat)/threads-query'
import { ArchivedThreads } from '@/components/threads/archived-threads'
import { ThreadsSkeleton } from '@/components/threads/threads-skeleton'
import type { ListThreads } from '@/lib/core/thread/thread'
import { listThreads } from '@/lib/server/commands/list-threads'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('threads.archive')
  return { title: t('title') }
}

export default async function ArchivedPage({
  searchParams,
}: {
  searchParams: Promise<ThreadsQuery>
}) {
  const [t, asked] = await Promise.all([
    getTranslations('threads.archive'),
    searchParams,
    pageActor(),
  ])
  return (
    <Content skeleton={<ThreadsSkeleton title={t('title')} hasActions />}>
      <Archived query={threadsQuery({ archived: 'true' }, asked)} />
    </Content>
  )
}

async function Archived({ query }: { query: ListThreads }) {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  return <ArchivedThreads list={await listThreads(services, actor, query)} />
}
