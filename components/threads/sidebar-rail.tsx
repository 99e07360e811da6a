import { PanelLeftOpen, SquarePen } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { IconButton } from '@/components/ui/icon-button'
import { Link } from '@/components/ui/link'

/** What stays of the list of threads where it is put away. */
export default function SidebarRail({ onShow }: { onShow: () => void }) {
  const t = useTranslations('threads.shell')
  return (
    <nav
      aria-label={t('threads')}
      className="bg-sunken border-line safe-side w-rail flex shrink-0 flex-col items-center gap-1 border-r py-2.5 max-md:hidden"
    >
      <IconButton
        label={t('show')}
        tip="none"
        icon={<PanelLeftOpen size={18} aria-hidden />}
        onClick={onShow}
        data-needs-script
      />
      <Link
        href="/"
        aria-label={t('new_thread')}
        className="text-ink-muted hover:bg-hover hover:text-ink coarse:size-11 inline-flex size-9 items-center justify-center rounded-md"
      >
        <SquarePen size={17} aria-hidden />
      </Link>
    </nav>
  )
}
