'use client'

import { Suspense, useState, type ReactNode } from 'react'

/**
 * Where the content of a page appears: in a document that comes whole it is there from the beginning, else something has
 * its place. It stays what it was at first, since its content would lose its state.
 */
export function ContentBoundary({
  isWhole,
  fallback,
  children,
}: {
  isWhole: boolean
  fallback: ReactNode
  children: ReactNode
}) {
  const [wasWhole] = useState(isWhole)
  return wasWhole ? children : <Suspense fallback={fallback}>{children}</Suspense>
}
