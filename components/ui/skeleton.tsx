import { clsx } from 'clsx'

/** The grey shape of a text or picture that is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={clsx('shimmer rounded-sm', className)} />
}
