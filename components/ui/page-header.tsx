import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'

/** The head of a page that is no thread, with the way back. */
export function PageHeader({ title }: { title: string }) {
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 px-2 sm:px-3">
      <Link
        href="/"
        aria-label="Back to the threads"
        className="text-ink-muted hover:bg-hover hover:text-ink coarse:size-11 inline-flex size-9 shrink-0 items-center justify-center rounded-md"
      >
        <ArrowLeft size={18} aria-hidden />
      </Link>
      <h1 className="text-body min-w-0 flex-1 truncate px-1 font-medium sm:px-3">{title}</h1>
    </header>
  )
}
