import { clsx } from 'clsx'
import { Users } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Link } from '@/components/ui/link'

/** The way to what other members share, above one's own threads. */
export default function SharedWithMeLink({ isCurrent }: { isCurrent: boolean }) {
  const t = useTranslations('sharing.with_me')
  return (
    <Link
      href="/shared-with-me"
      aria-current={isCurrent ? 'page' : undefined}
      className={clsx(
        'text-body text-ink-muted hover:text-ink coarse:min-h-11 mb-1 flex min-h-9 items-center gap-2.5 rounded-md px-3 -outline-offset-2',
        isCurrent ? 'bg-hover' : 'hover:bg-hover',
      )}
    >
      <Users size={15} aria-hidden />
      {t('title')}
    </Link>
  )
}
