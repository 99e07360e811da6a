import { Braces } from 'lucide-react'
import Link from 'next/link'

import { buttonClass } from '@/components/ui/button'

/** The way to the same by a script. */
export function ScriptPanel() {
  return (
    <section aria-labelledby="scripts" className="grid justify-items-start gap-3">
      <h2 id="scripts" className="text-reading font-semibold">
        Scripts
      </h2>
      <p className="text-body text-ink-muted">
        Whatever the page does, a script can do too: import and export, ask and listen.
      </p>
      <Link href="/docs/api" prefetch={false} className={buttonClass('quiet')}>
        <Braces size={16} aria-hidden />
        Read and try the API
      </Link>
    </section>
  )
}
