import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'

import { knownModels } from '@/app/(chat)/known-models'
import { SharedThread } from '@/components/sharing/shared-thread'
import { SkeinMark } from '@/components/ui/skein-mark'
import { Texts } from '@/i18n/texts'
import { SkeinError } from '@/lib/core/errors'
import { plainName, shownTitle } from '@/lib/core/thread/plain-name'
import { readSharedSchema, sharePath } from '@/lib/core/thread/share'
import { isStorableText } from '@/lib/core/thread/text'
import { readShared } from '@/lib/server/commands/read-shared'
import { checkOrigin } from '@/lib/server/http/check-origin'
import { getServices } from '@/lib/server/services'

export const dynamic = 'force-dynamic'

type Props = {
  params: Promise<{ token: string }>
  searchParams: Promise<{ before_sequence?: string | string[] }>
}

/** Who asks plays no part: no session is read. */
const load = cache(async (token: string, before: string | undefined) => {
  const [services, asked] = await Promise.all([getServices(), headers()])
  checkOrigin(asked, { hosts: services.env.ALLOWED_HOSTS, origins: [] })
  const query = readSharedSchema.safeParse({ before_sequence: before })
  if (!query.success || !isStorableText(token)) notFound()
  try {
    return await readShared(services, token, query.data)
  } catch (error) {
    if (error instanceof SkeinError && error.code === 'share_not_found') notFound()
    throw error
  }
})

async function pageOf({ params, searchParams }: Props) {
  const [{ token }, { before_sequence: before }] = await Promise.all([params, searchParams])
  const one = typeof before === 'string' ? before : undefined
  return { token, isNewest: one === undefined, page: await load(token, one) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [{ page }, t] = await Promise.all([pageOf(props), getTranslations('threads.row')])
  return {
    title: plainName(shownTitle(page.title, t('untitled'))),
    robots: { index: false, follow: false },
    referrer: 'no-referrer',
  }
}

export default async function SharedPage(props: Props) {
  const { token, isNewest, page } = await pageOf(props)
  const [{ models }, t] = await Promise.all([getServices(), getTranslations()])
  const mentioned = page.messages.map(({ model_used: id }) => id)
  return (
    <Texts rooms={['chat']}>
      <div className="safe-side pr-[env(safe-area-inset-right)]">
        <header className="border-line border-b px-4 sm:px-6">
          <div className="max-w-column text-label text-ink-muted mx-auto flex min-h-12 items-center gap-2">
            <SkeinMark size={18} className="text-accent shrink-0" />
            {t('pages.shared')}
          </div>
        </header>
        <main className="px-4 pt-6 pb-16 sm:px-6">
          <h1 className="max-w-column text-title mx-auto mb-6 font-semibold tracking-tight text-balance">
            <bdi>{shownTitle(page.title, t('threads.row.untitled'))}</bdi>
          </h1>
          <SharedThread
            page={page}
            path={sharePath(token)}
            isNewest={isNewest}
            modelNames={knownModels(models, mentioned).modelNames}
          />
        </main>
      </div>
    </Texts>
  )
}
