import { useId, type ReactNode } from 'react'

/** A part of the inspector under its own heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="grid min-w-0 content-start gap-2">
      <h3 id={id} className="text-label text-ink-muted font-medium">
        {title}
      </h3>
      {children}
    </section>
  )
}
