import { Activity } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Link } from '@/components/ui/link'

/** The way to what administrators look at. */
export function AdminLink() {
  const t = useTranslations('jobs')
  return (
    <Link
      href="/admin/jobs"
      aria-label={t('link')}
      className="text-ink-muted hover:bg-hover hover:text-ink coarse:size-11 inline-flex size-9 items-center justify-center rounded-md"
    >
      <Activity size={17} aria-hidden />
    </Link>
  )
}
