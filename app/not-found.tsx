import { useTranslations } from 'next-intl'

import { buttonClass } from '@/components/ui/button'
import { FullPageNote } from '@/components/ui/full-page-note'
import { Link } from '@/components/ui/link'

export default function NotFound() {
  const t = useTranslations('pages.not_found')
  return (
    <main className="h-dvh">
      <FullPageNote
        title={t('title')}
        actions={
          <Link href="/" className={buttonClass('primary')}>
            {t('to_threads')}
          </Link>
        }
      >
        <p>{t('advice')}</p>
      </FullPageNote>
    </main>
  )
}
