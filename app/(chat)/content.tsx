import { headers } from 'next/headers'
import type { ReactNode } from 'react'

import { ContentBoundary } from '@/components/ui/content-boundary'

/** Browsers tell a visit from a page that fetches what comes next. */
export const isVisit = async () => (await headers()).get('sec-fetch-dest') !== 'empty'

/**
 * What takes a while to read, with a skeleton in its place until it comes; a document that is visited comes whole. For what
 * nothing can refuse any more: whether there is such a page is said before any of it is sent.
 */
export async function Content({
  skeleton,
  children,
}: {
  skeleton: ReactNode
  children: ReactNode
}) {
  return (
    <ContentBoundary isWhole={await isVisit()} fallback={skeleton}>
      {children}
    </ContentBoundary>
  )
}
