import type { ReactNode } from 'react'

/** What a page of signing in says first, and what is done there. */
export function AuthCard({
  title,
  lead,
  children,
  foot,
}: {
  title: string
  lead?: ReactNode
  children: ReactNode
  foot?: ReactNode
}) {
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight text-balance">{title}</h1>
      {lead && <div className="text-body text-ink-muted mt-1.5 grid gap-2 text-pretty">{lead}</div>}
      <div className="mt-6">{children}</div>
      {foot && (
        <p className="border-line text-body text-ink-muted mt-6 border-t pt-5 text-center">
          {foot}
        </p>
      )}
    </>
  )
}

export const authLinkClass =
  'text-accent inline-flex min-h-6 items-center font-medium underline underline-offset-4 coarse:min-h-11'
