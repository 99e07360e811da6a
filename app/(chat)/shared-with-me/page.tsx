import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { SharedWithMe } from '@/components/sharing/shared-with-me'
import { SkeinError } from '@/lib/core/errors'
import { listThreadsSchema } from '@/lib/core/thread/thread'
import { listThreads } from '@/lib/server/commands/list-threads'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('pages')
  return { title: t('shared_with_me') }
}

type Props = { searchParams: Promise<{ cursor?: string | string[] }> }

export default async function SharedWithMePage({ searchParams }: Props) {
  const [services, actor, { cursor }] = await Promise.all([
    getServices(),
    pageActor(),
    searchParams,
  ])
  const query = listThreadsSchema.safeParse({ shared: 'true', limit: 50, cursor })
  if (!query.success) notFound()
  const list = await listThreads(services, actor, query.data).catch((error: unknown) => {
    if (error instanceof SkeinError && error.code === 'validation_failed') notFound()
    throw error
  })
  return <SharedWithMe list={list} />
}
