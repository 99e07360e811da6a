import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A part of a page of settings, under a heading. */
export function Panel({
  id,
  title,
  lead,
  action,
  className,
  children,
}: {
  id: string
  title: string
  lead?: ReactNode
  /** What can be done with all of it, beside the heading. */
  action?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section aria-labelledby={id} className={clsx('grid min-w-0 gap-3', className)}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id={id} className="text-reading min-w-0 flex-1 font-semibold">
          {title}
        </h2>
        {action}
      </div>
      {lead && <p className="text-body text-ink-muted text-pretty">{lead}</p>}
      {children}
    </section>
  )
}
