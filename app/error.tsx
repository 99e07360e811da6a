'use client'

import { Suspense } from 'react'

import { lazyPart } from '@/components/ui/lazy-part'

const PageError = lazyPart(() => import('@/components/ui/page-error'))

export default function RootError(props: { error: unknown; retry: () => void }) {
  return (
    <main className="h-dvh">
      <Suspense>
        <PageError {...props} />
      </Suspense>
    </main>
  )
}
