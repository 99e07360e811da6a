import { useTranslations } from 'next-intl'

import { buttonClass } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { shownTitle } from '@/lib/core/thread/plain-name'
import type { ThreadList } from '@/lib/core/thread/thread'

/** The threads that other members let the workspace read. */
export function SharedWithMe({ list }: { list: ThreadList }) {
  const t = useTranslations('sharing.with_me')
  const untitled = useTranslations('threads.row')('untitled')
  const { data, next_cursor: cursor } = list
  return (
    <div className="flex h-full min-w-0 flex-col">
      <PageHeader title={t('title')} />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-8 sm:px-6">
        <div className="max-w-column mx-auto grid gap-4">
          {data.length === 0 && <p className="text-ink-muted">{t('none')}</p>}
          <ul className="grid gap-1">
            {data.map(({ id, title, owner_name: owner, last_message_preview: preview }) => (
              <li key={id}>
                <Link
                  href={`/t/${id}`}
                  className="hover:bg-hover -mx-3 grid min-h-11 rounded-md px-3 py-1.5 [&>*]:min-w-0"
                >
                  <span className="flex items-baseline gap-3">
                    <span className="min-w-0 flex-1 truncate font-medium">
                      <bdi>{shownTitle(title, untitled)}</bdi>
                    </span>
                    <span className="text-label text-ink-muted max-w-2/5 shrink-0 truncate">
                      <span className="sr-only">{t('by')} </span>
                      <bdi>{owner}</bdi>
                    </span>
                  </span>
                  {preview && (
                    <span className="text-label text-ink-muted truncate">
                      <bdi>{preview}</bdi>
                    </span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
          {cursor !== null && (
            <Link
              href={`/shared-with-me?cursor=${encodeURIComponent(cursor)}`}
              className={buttonClass('quiet', 'justify-self-center')}
            >
              {t('older')}
            </Link>
          )}
        </div>
      </div>
    </div>
  )
}
