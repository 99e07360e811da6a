import { MessageSquareDashed } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Link } from '@/components/ui/link'

/** Leads to a thread of which nothing is kept. */
export default function TemporaryLink() {
  const t = useTranslations('chat.header')
  return (
    <Link
      href="/temporary"
      aria-label={t('temporary')}
      data-tip={t('temporary')}
      className="text-ink-muted hover:bg-hover hover:text-ink coarse:size-11 inline-flex size-9 shrink-0 items-center justify-center rounded-md transition-colors"
    >
      <MessageSquareDashed size={17} aria-hidden />
    </Link>
  )
}
