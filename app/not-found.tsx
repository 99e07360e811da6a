import Link from 'next/link'

import { buttonClass } from '@/components/ui/button'
import { FullPageNote } from '@/components/ui/full-page-note'

export default function NotFound() {
  return (
    <main className="h-dvh">
      <FullPageNote
        title="There is nothing at this address"
        actions={
          <Link href="/" className={buttonClass('primary')}>
            To your threads
          </Link>
        }
      >
        <p>Check that the address is complete.</p>
      </FullPageNote>
    </main>
  )
}
