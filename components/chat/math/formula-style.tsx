'use client'

import { Suspense } from 'react'

import { lazyPart } from '@/components/ui/lazy-part'

const Style = lazyPart(() => import('@/components/chat/math/formula-style-link'))

/** Brings the style of formulas, with the page where there are some on it, else with the first. */
export const FormulaStyle = () => (
  <Suspense>
    <Style />
  </Suspense>
)
