import { ArrowDownUp } from 'lucide-react'
import Link from 'next/link'

/** The way to import and export. */
export function DataLink() {
  return (
    <Link
      href="/data"
      prefetch={false}
      aria-label="Your data"
      className="text-ink-muted hover:bg-hover hover:text-ink coarse:size-11 inline-flex size-9 items-center justify-center rounded-md"
    >
      <ArrowDownUp size={17} aria-hidden />
    </Link>
  )
}
