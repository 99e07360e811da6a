import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { buttonClass } from '@/components/ui/button'

/** The way to one file with all threads. */
export function ExportPanel() {
  const t = useTranslations('transfer.export')
  return (
    <section aria-labelledby="export" className="grid justify-items-start gap-3">
      <h2 id="export" className="text-reading font-semibold">
        {t('title')}
      </h2>
      <p className="text-body text-ink-muted">{t('lead')}</p>
      <a href="/api/export" download className={buttonClass('quiet')}>
        <Download size={16} aria-hidden />
        {t('all')}
      </a>
    </section>
  )
}
