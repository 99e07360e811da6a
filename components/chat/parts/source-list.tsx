import { useTranslations } from 'next-intl'

import { OutsideLink } from '@/components/chat/parts/outside-link'
import type { MessagePart } from '@/lib/core/thread/message'
import { webAddress } from '@/lib/core/thread/outside-address'
import { plainMediaType, plainName } from '@/lib/core/thread/plain-name'

export type Source = Extract<MessagePart, { type: 'source-url' | 'source-document' }>

export const isSource = (part: MessagePart): part is Source =>
  part.type === 'source-url' || part.type === 'source-document'

/** The pages and documents that a model says it used. Only what lies on the web is a link. */
export function SourceList({ sources }: { sources: readonly Source[] }) {
  const t = useTranslations('chat.parts')
  const shown = sources.map(describe).filter(({ name }) => name !== '')
  if (shown.length === 0) return null
  return (
    <ul aria-label={t('sources')} className="flex flex-wrap gap-2">
      {shown.map(({ href, name, origin }, index) => (
        <li key={index} className="max-w-full">
          <OutsideLink href={href} text="" className="hover:bg-hover block max-w-full rounded-full">
            <span className="border-line bg-surface text-label coarse:min-h-11 inline-flex min-h-8 max-w-full items-center gap-2 rounded-full border px-3 py-1">
              <span className="truncate">{name}</span>
              {origin && (
                <span className="text-ink-muted max-w-48 shrink-0 [overflow-wrap:anywhere]">
                  {origin}
                </span>
              )}
            </span>
          </OutsideLink>
        </li>
      ))}
    </ul>
  )
}

type Described = { href: string; name: string; origin: string | null }

function describe(source: Source): Described {
  const title = plainName(source.title ?? '')
  if (source.type === 'source-document') {
    return {
      href: '',
      name: title || plainName(source.filename ?? ''),
      origin: plainMediaType(source.mediaType ?? ''),
    }
  }
  const address = webAddress(source.url ?? '')
  if (!address) return { href: '', name: title, origin: null }
  return { href: address.href, name: title || address.host, origin: title && address.host }
}
