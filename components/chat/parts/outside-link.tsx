import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { namesAnotherHost, outsideAddress } from '@/lib/core/thread/outside-address'

export type OutsideLinkProps = {
  href: string
  /** What a reader sees of the link. */
  text: string
  className?: string
  children: ReactNode
}

/** A link to where a model or a foreign file says. It tells the real host when its text names another one; where no link may lead it is its text. */
export function OutsideLink({ href, text, className, children }: OutsideLinkProps) {
  const t = useTranslations('chat.parts')
  const address = outsideAddress(href)
  if (!address) return children
  return (
    <a href={address.href} target="_blank" rel="noopener noreferrer nofollow" className={className}>
      {children}
      {namesAnotherHost(text, address) && (
        <>
          {' '}
          <bdi data-host>({t('leadsTo', { host: address.host })})</bdi>
        </>
      )}
    </a>
  )
}
