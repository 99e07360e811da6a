'use client'

import { lazy, Suspense } from 'react'

/** Where this cannot be fetched, the error of last resort is shown. */
const PageError = lazy(() => import('@/components/ui/page-error'))

export default function RootError(props: { error: unknown; retry: () => void }) {
  return (
    <main className="h-dvh">
      <Suspense>
        <PageError {...props} />
      </Suspense>
    </main>
  )
}
