import Link from 'next/link'

import { buttonClass } from '@/components/ui/button'
import { FullPageNote } from '@/components/ui/full-page-note'

export default function AdministrationNotFound() {
  return (
    <FullPageNote
      title="There is nothing here for you"
      actions={
        <Link href="/" className={buttonClass('primary')}>
          To your threads
        </Link>
      }
    >
      <p>This is for the owner and the admins of the workspace. Ask one of them.</p>
    </FullPageNote>
  )
}
