'use client'

import { PageError } from '@/components/ui/page-error'

import './globals.css'

export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="bg-canvas text-ink">
        <title>Skein could not be loaded</title>
        <main className="h-dvh">
          <PageError {...props} />
        </main>
      </body>
    </html>
  )
}
