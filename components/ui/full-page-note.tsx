import type { ReactNode } from 'react'

import { SkeinMark } from '@/components/ui/skein-mark'

/** A page that only says something: what happened, and what to do. */
export function FullPageNote({
  title,
  children,
  actions,
}: {
  title: string
  children: ReactNode
  actions: ReactNode
}) {
  return (
    <div className="mx-auto flex h-full min-h-96 max-w-lg flex-col justify-center px-6 py-16">
      <SkeinMark size={32} className="text-ink-muted" />
      <h1 className="text-title mt-4 font-semibold tracking-tight text-balance">{title}</h1>
      <div className="text-reading text-ink-muted mt-2 text-pretty">{children}</div>
      <div className="mt-6 flex flex-wrap gap-2">{actions}</div>
    </div>
  )
}
