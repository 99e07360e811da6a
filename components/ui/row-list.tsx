import type { ReactNode } from 'react'

/** Things one below the other, each with what it is and what can be done with it. */
export function RowList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="border-line divide-line divide-y rounded-md border">
      {children}
    </ul>
  )
}

export function Row({
  title,
  mark,
  note,
  children,
}: {
  title: ReactNode
  /** A word beside the title that sets it apart. */
  mark?: string
  note?: ReactNode
  children?: ReactNode
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3.5 py-2.5">
      <div className="min-w-0 flex-1 basis-48">
        <p className="text-body flex flex-wrap items-center gap-x-2 font-medium">
          <bdi className="min-w-0">{title}</bdi>
          {mark && (
            <span className="bg-accent-soft text-accent text-caption rounded-sm px-1.5 py-0.5 font-medium">
              {mark}
            </span>
          )}
        </p>
        {note && <p className="text-label text-ink-muted">{note}</p>}
      </div>
      {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </li>
  )
}
