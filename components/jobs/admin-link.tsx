import { Activity } from 'lucide-react'
import Link from 'next/link'

/** The way to what administrators look at. */
export function AdminLink() {
  return (
    <Link
      href="/admin/jobs"
      prefetch={false}
      aria-label="Background jobs"
      className="text-ink-muted hover:bg-hover hover:text-ink coarse:size-11 inline-flex size-9 items-center justify-center rounded-md"
    >
      <Activity size={17} aria-hidden />
    </Link>
  )
}
