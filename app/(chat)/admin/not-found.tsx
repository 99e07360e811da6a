import { useTranslations } from 'next-intl'

import { buttonClass } from '@/components/ui/button'
import { FullPageNote } from '@/components/ui/full-page-note'
import { Link } from '@/components/ui/link'

export default function AdministrationNotFound() {
  const t = useTranslations('admin.not_found')
  return (
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
  )
}
