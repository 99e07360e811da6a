import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'

import { ArchivedThreads } from '@/components/threads/archived-threads'
import { SkeinError } from '@/lib/core/errors'
import { listThreadsSchema } from '@/lib/core/thread/thread'
import { listThreads } from '@/lib/server/commands/list-threads'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

type Props = { searchParams: Promise<{ cursor?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('threads.archive')
  return { title: t('title') }
}

export default async function ArchivedPage({ searchParams }: Props) {
  const [services, actor, { cursor }] = await Promise.all([
    getServices(),
    pageActor(),
    searchParams,
  ])
  const query = listThreadsSchema.safeParse({ archived: 'true', limit: 50, cursor })
  if (!query.success) notFound()
  const list = await listThreads(services, actor, query.data).catch((error: unknown) => {
    if (error instanceof SkeinError && error.code === 'validation_failed') notFound()
    throw error
  })
  return <ArchivedThreads list={list} />
}
