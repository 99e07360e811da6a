import { clsx } from 'clsx'

/** How fields look that something is typed into or chosen in. */
export const fieldClass = (isWrong = false) =>
  clsx(
    'bg-canvas text-reading placeholder:text-ink-muted block h-11 w-full min-w-0 rounded-md border px-3.5',
    'read-only:bg-sunken read-only:text-ink-muted disabled:opacity-60',
    isWrong ? 'border-danger' : 'border-line-strong',
  )
