import { useTranslations } from 'next-intl'

import { FullPageNote } from '@/components/ui/full-page-note'

export default function SharedNotFound() {
  const t = useTranslations('pages.shared_not_found')
  return (
    <main className="h-dvh">
      <FullPageNote title={t('title')} actions={null}>
        <p>{t('advice')}</p>
      </FullPageNote>
    </main>
  )
}
