import { Braces } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { buttonClass } from '@/components/ui/button'
import { Link } from '@/components/ui/link'

/** The way to the same by a script. */
export function ScriptPanel() {
  const t = useTranslations('transfer.scripts')
  return (
    <section aria-labelledby="scripts" className="grid justify-items-start gap-3">
      <h2 id="scripts" className="text-reading font-semibold">
        {t('title')}
      </h2>
      <p className="text-body text-ink-muted">{t('lead')}</p>
      <Link href="/docs/api" className={buttonClass('quiet')}>
        <Braces size={16} aria-hidden />
        {t('api')}
      </Link>
    </section>
  )
}
