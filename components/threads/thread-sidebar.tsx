'use client'

import { clsx } from 'clsx'
import { Archive, PanelLeftClose, SquarePen, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

import { SearchButton } from '@/components/search/search-button'
import { runShortcut } from '@/components/shortcuts/shortcut-handlers'
import { drawer } from '@/components/ui/drawer'
import { buttonClass } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Link } from '@/components/ui/link'
import { SkeinMark } from '@/components/ui/skein-mark'

/** Stays in view however long the list is, which grows as one scrolls. */
function ArchivedLink() {
  const t = useTranslations('threads.list')
  const isCurrent = usePathname() === '/archived'
  return (
    <div className="shrink-0 px-2 pb-4">
      <Link
        href="/archived"
        aria-current={isCurrent ? 'page' : undefined}
        className={clsx(
          'text-body text-ink-muted hover:text-ink hover:bg-hover coarse:min-h-11 flex min-h-9 items-center gap-2.5 rounded-md px-3 -outline-offset-2',
          isCurrent && 'bg-hover',
        )}
      >
        <Archive size={15} aria-hidden />
        {t('archived')}
      </Link>
    </div>
  )
}

/** The side of the page: the way to a new thread, the list of all, who one is, and the settings of the page. */
export function ThreadSidebar({
  list,
  account,
  footer,
}: {
  list: ReactNode
  account: ReactNode
  footer: ReactNode
}) {
  const t = useTranslations('threads.shell')
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-14 shrink-0 items-center gap-2 px-4">
        <Link
          href="/"
          className="coarse:min-h-11 flex min-h-9 items-center gap-2 rounded-sm font-semibold tracking-tight"
        >
          <SkeinMark size={20} className="text-accent" />
          Skein
        </Link>
        <SearchButton className="-mr-2 ml-auto" />
        <IconButton
          label={t('close')}
          tip="none"
          icon={<X size={18} aria-hidden />}
          onClick={drawer.close}
          className="-mr-2 md:hidden"
        />
        <IconButton
          label={t('hide')}
          tip="none"
          icon={<PanelLeftClose size={18} aria-hidden />}
          onClick={() => runShortcut('toggle_sidebar')}
          className="-mr-2 max-md:hidden"
          data-needs-script
        />
      </div>
      <div className="px-3 pb-2">
        <Link
          href="/"
          onClick={drawer.close}
          className={buttonClass('quiet', 'w-full justify-start!')}
        >
          <SquarePen size={16} aria-hidden />
          {t('new_thread')}
        </Link>
      </div>
      <nav
        aria-label={t('threads')}
        className="tall:flex min-h-0 flex-1 scroll-pt-8 flex-col overflow-y-auto"
      >
        <div className="tall:overflow-y-auto min-h-0 scroll-pt-8 overscroll-contain px-2">
          {list}
        </div>
        <ArchivedLink />
      </nav>
      <div className="border-line grid shrink-0 gap-1 border-t px-3 py-2 pb-[calc(env(safe-area-inset-bottom)+0.5rem)]">
        {account}
        <div className="flex items-center justify-between">{footer}</div>
      </div>
    </div>
  )
}
