'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { AttachedFile } from '@/components/attachments/attached-file'
import { buttonClass } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { plainName } from '@/lib/core/thread/plain-name'

/** A picture of a question in its own size, as far as there is room. */
export default function ImageViewer({
  file,
  onClose,
}: {
  file: AttachedFile
  onClose: () => void
}) {
  const t = useTranslations('files')
  const name = plainName(file.name) || t('unnamed')
  return (
    <Dialog title={name} onClose={onClose} className="sm:max-w-4xl!">
      <div className="grid min-h-0 justify-items-center gap-3 overflow-auto px-4 pb-4">
        {/* eslint-disable-next-line @next/next/no-img-element */}
        <img
          src={file.url}
          alt={name}
          width={file.width ?? undefined}
          height={file.height ?? undefined}
          className="bg-sunken h-auto max-h-[68dvh] w-auto max-w-full rounded-md object-contain"
        />
        <a href={file.url} download={name} className={buttonClass('quiet')}>
          <Download size={16} aria-hidden />
          {t('download')}
        </a>
      </div>
    </Dialog>
  )
}
