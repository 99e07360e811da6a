'use client'

import { Suspense } from 'react'

import { lazyPart } from '@/components/ui/lazy-part'

const PageError = lazyPart(() => import('@/components/ui/page-error'))

export default function ChatError(props: { error: unknown; retry: () => void }) {
  return (
    <Suspense>
      <PageError {...props} />
    </Suspense>
  )
}
