import type { ReactNode } from 'react'

/** A quiet word about an answer. */
export const Note = ({ children }: { children: ReactNode }) => (
  <p className="text-label text-ink-muted">{children}</p>
)
