'use client'

import { useRouter } from 'next/navigation'
import type { ComponentProps, MouseEvent } from 'react'

/** A link to another page of the product, which a plain click opens in this document. */
export function Link({ href, onClick, ...props }: ComponentProps<'a'> & { href: string }) {
  const router = useRouter()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || asksForMore(event)) return
    event.preventDefault()
    router.push(href)
  }
  return <a {...props} href={href} onClick={follow} />
}

/** Whether the browser is asked for another tab or window, or to keep the page. */
const asksForMore = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  button !== 0 || metaKey || ctrlKey || shiftKey || altKey
