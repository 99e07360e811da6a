import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { Content } from '@/app/(chat)/content'
import { threadsQuery, type ThreadsQuery } from '@/app/(chat)/threads-query'
import { SharedWithMe } from '@/components/sharing/shared-with-me'
import { ThreadsSkeleton } from '@/components/threads/threads-skeleton'
import type { ListThreads } from '@/lib/core/thread/thread'
import { listThreads } from '@/lib/server/commands/list-threads'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('pages')
  return { title: t('shared_with_me') }
}

export default async function SharedWithMePage({
  searchParams,
}: {
  searchParams: Promise<ThreadsQuery>
}) {
  const [t, asked] = await Promise.all([
    getTranslations('sharing.with_me'),
    searchParams,
    pageActor(),
  ])
  return (
    <Content skeleton={<ThreadsSkeleton title={t('title')} />}>
      <Shared query={threadsQuery({ shared: 'true' }, asked)} />
    </Content>
  )
}

async function Shared({ query }: { query: ListThreads }) {
  const [services, actor] = await Promise.all([getServices(), pageActor()])
  return <SharedWithMe list={await listThreads(services, actor, query)} />
}
