import type { ReactNode } from 'react'

import { tokenKinds, type Runs } from '@/components/chat/code/highlight-protocol'

/** The beginning of a text in the colours of its runs. */
export function colour(text: string, runs: Runs): ReactNode[] {
  const shown: ReactNode[] = []
  let end = 0
  for (let at = 0; at < runs.length; at += 2) {
    const run = text.slice(end, (end += runs[at] ?? 0))
    const kind = tokenKinds[(runs[at + 1] ?? 0) - 1]
    shown.push(
      kind ? (
        <span key={at} className={`code-${kind}`}>
          {run}
        </span>
      ) : (
        run
      ),
    )
  }
  return shown
}
