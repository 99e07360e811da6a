import { Settings } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Link } from '@/components/ui/link'

/** The way to the settings. */
export function SettingsLink() {
  const t = useTranslations('settings')
  return (
    <Link
      href="/settings"
      aria-label={t('title')}
      className="text-ink-muted hover:bg-hover hover:text-ink coarse:size-11 inline-flex size-9 items-center justify-center rounded-md"
    >
      <Settings size={17} aria-hidden />
    </Link>
  )
}
