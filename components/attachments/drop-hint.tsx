'use client'

import { Paperclip } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** Says what becomes of files that are held over the page. */
export default function DropHint({ hint }: { hint: string }) {
  const t = useTranslations('files')
  return (
    <div className="bg-veil pointer-events-none fixed inset-0 z-50 grid place-items-center p-6">
      <p
        role="status"
        className="bg-surface border-accent shadow-floating text-reading grid max-w-sm justify-items-center gap-1 rounded-lg border-2 border-dashed px-8 py-7 text-center"
      >
        <Paperclip size={24} aria-hidden className="text-accent" />
        <strong className="font-semibold">{t('drop')}</strong>
        <span className="text-label text-ink-muted">{hint}</span>
      </p>
    </div>
  )
}
