import { Image as ImageIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { isDataPicture, webAddress } from '@/lib/core/thread/outside-address'
import { plainName } from '@/lib/core/thread/plain-name'

/**
 * A picture that an answer names. One that is in the answer itself is shown. One that lies elsewhere is never fetched by this
 * page, since its address could carry out what was said here; it is a link that opens it.
 */
export function Picture({ src, alt }: { src: string; alt: string }) {
  const t = useTranslations('chat.parts')
  const name = plainName(alt)
  if (isDataPicture(src)) {
    return (
      // There is nothing to optimise in a picture that came with the text.
      // eslint-disable-next-line @next/next/no-img-element
      <img
        src={src}
        alt={name}
        decoding="async"
        className="border-line max-h-[32rem] max-w-full rounded-md border"
      />
    )
  }
  const address = webAddress(src)
  if (!address) return name
  const { href, host } = address
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={href}
      data-picture
      className="border-line bg-surface text-label hover:bg-hover coarse:min-h-11 inline-flex min-h-9 max-w-full items-center gap-2 rounded-md border px-3 py-1 align-middle"
    >
      <ImageIcon size={15} aria-hidden className="text-ink-muted shrink-0" />
      <span className="sr-only">{t('openPicture', { host })} </span>
      <span className="truncate">{name || t('picture')}</span>
      <span aria-hidden className="text-ink-muted max-w-48 shrink-0 [overflow-wrap:anywhere]">
        {host}
      </span>
    </a>
  )
}
