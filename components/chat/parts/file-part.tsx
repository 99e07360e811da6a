import { FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { OutsideLink } from '@/components/chat/parts/outside-link'
import { Picture } from '@/components/chat/parts/picture'
import type { MessagePart } from '@/lib/core/thread/message'
import { isDataPicture, webAddress } from '@/lib/core/thread/outside-address'
import { plainMediaType, plainName } from '@/lib/core/thread/plain-name'

export type File = Extract<MessagePart, { type: 'file' }>

/** A file of an answer: a picture as one, any other with its name and kind, as a link when it lies on a web page. */
export function FilePart({ file }: { file: File }) {
  const t = useTranslations('chat.parts')
  const { url = '' } = file
  const name = plainName(file.filename ?? '')
  const type = plainMediaType(file.mediaType ?? '')
  const address = webAddress(url)
  if (isDataPicture(url) || (address && type?.startsWith('image/'))) {
    return (
      <div>
        <Picture src={url} alt={name} />
      </div>
    )
  }
  return (
    <div>
      <OutsideLink
        href={address?.href ?? ''}
        text=""
        className="hover:bg-hover block w-fit max-w-full rounded-md"
      >
        <span className="border-line bg-surface text-label coarse:min-h-11 flex min-h-9 w-fit max-w-full items-center gap-2 rounded-md border px-3 py-1.5">
          <FileText size={15} aria-hidden className="text-ink-muted shrink-0" />
          <span className="min-w-0 [overflow-wrap:anywhere]">{name || t('file')}</span>
          <span className="text-ink-muted max-w-48 shrink-0 [overflow-wrap:anywhere]">
            {address?.host ?? type ?? t('unknownKind')}
          </span>
        </span>
      </OutsideLink>
    </div>
  )
}
