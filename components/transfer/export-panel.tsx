import { Download } from 'lucide-react'

import { buttonClass } from '@/components/ui/button'

/** The way to one file with all threads. */
export function ExportPanel() {
  return (
    <section aria-labelledby="export" className="grid justify-items-start gap-3">
      <h2 id="export" className="text-reading font-semibold">
        Export
      </h2>
      <p className="text-body text-ink-muted">
        All your threads in one file, with all branches, summaries and votes. It can be imported
        again, here or in another Skein. A single thread is exported from its menu in the list.
      </p>
      <a href="/api/export" download className={buttonClass('quiet')}>
        <Download size={16} aria-hidden />
        Export all threads
      </a>
    </section>
  )
}
