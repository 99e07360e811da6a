'use client'

import { lazy, Suspense } from 'react'

import './globals.css'

const DocumentError = lazy(() =>
  import('./document-error').catch(() => ({ default: BareDocument })),
)

export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <Suspense fallback={<BareDocument />}>
      <DocumentError {...props} />
    </Suspense>
  )
}

/** All that can be shown when not even the page that tells of an error can be fetched: a way to try again. */
function BareDocument() {
  return (
    <html lang="en">
      <body className="bg-canvas text-ink p-6">
        <a href="">Skein</a>
      </body>
    </html>
  )
}
