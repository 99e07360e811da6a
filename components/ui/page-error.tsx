'use client'

import { Button, buttonClass } from '@/components/ui/button'
import { FullPageNote } from '@/components/ui/full-page-note'

/** What is shown in the place of a page that could not be made. */
export function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null
  return (
    <FullPageNote
      title="This page could not be loaded"
      actions={
        <>
          <Button look="primary" onClick={retry}>
            Try again
          </Button>
          {/* A whole new page, since what this one has may be what is broken. */}
          {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
          <a href="/" className={buttonClass('quiet')}>
            New thread
          </a>
        </>
      }
    >
      <p>
        Nothing that you sent is lost. Check that the server still runs, then try again. If it goes
        on, its log says why{digest ? ', under ' : '.'}
        {digest && <code className="text-body font-mono">{digest}</code>}
        {digest && '.'}
      </p>
    </FullPageNote>
  )
}
