'use client'

import { useTranslations } from 'next-intl'

import { ShortcutList } from '@/components/shortcuts/shortcut-list'
import { Dialog } from '@/components/ui/dialog'

/** Everything that keys can do, and the keys that do it. */
export default function ShortcutDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('shortcuts')
  return (
    <Dialog title={t('title')} description={t('description')} onClose={onClose}>
      <div
        tabIndex={0}
        role="group"
        aria-label={t('title')}
        data-autofocus
        className="overflow-y-auto overscroll-contain px-5 pb-5 -outline-offset-2"
      >
        <ShortcutList />
      </div>
    </Dialog>
  )
}
