import Link from 'next/link'

import { buttonClass } from '@/components/ui/button'
import { FullPageNote } from '@/components/ui/full-page-note'

export default function ThreadNotFound() {
  return (
    <FullPageNote
      title="This thread does not exist"
      actions={
        <Link href="/" className={buttonClass('primary')}>
          New thread
        </Link>
      }
    >
      <p>
        It may have been deleted, or its address is not complete. Your other threads are listed at
        the side.
      </p>
    </FullPageNote>
  )
}
