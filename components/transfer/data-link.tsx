import { ArrowDownUp } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Link } from '@/components/ui/link'

/** The way to import and export. */
export function DataLink() {
  const t = useTranslations('transfer')
  return (
    <Link
      href="/data"
      aria-label={t('title')}
      className="text-ink-muted hover:bg-hover hover:text-ink coarse:size-11 inline-flex size-9 items-center justify-center rounded-md"
    >
      <ArrowDownUp size={17} aria-hidden />
    </Link>
  )
}
