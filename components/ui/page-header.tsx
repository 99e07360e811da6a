import { ArrowLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { DrawerButton } from '@/components/ui/drawer-button'
import { Link } from '@/components/ui/link'

/** The head of a page that is no thread, with the way back, and on a narrow screen to the side of the page if it has one. */
export function PageHeader({ title, hasSide = true }: { title: string; hasSide?: boolean }) {
  const t = useTranslations('ui.page_header')
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 px-2 sm:px-3">
      {hasSide && <DrawerButton label={t('side')} />}
      <Link
        href="/"
        aria-label={t('back')}
        className="text-ink-muted hover:bg-hover hover:text-ink coarse:size-11 inline-flex size-9 shrink-0 items-center justify-center rounded-md"
      >
        <ArrowLeft size={18} aria-hidden />
      </Link>
      <h1 className="text-body min-w-0 flex-1 truncate px-1 font-medium sm:px-3">{title}</h1>
    </header>
  )
}
