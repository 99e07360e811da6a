'use client'

import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react'

import type { useSummaries } from '@/components/summaries/use-summaries'
import { lazySoon } from '@/components/ui/lazy-soon'
import { useStableCommands } from '@/components/ui/use-stable-commands'
import type { Summary } from '@/lib/core/summary/summary'

const SummaryDesk = lazySoon(() => import('@/components/summaries/summary-desk'))

export type SummaryCommands = {
  open: (summary: Summary) => void
  /** Has the next summary written; says at the edge of the page how it goes. */
  summarise: () => void
  /** The same from a place that says itself that it goes on. */
  retry: () => void
}

export type SummaryActions = SummaryCommands & {
  /** What is being summarised now. */
  progress: string | null
}

/** What a person can do with a thread's summaries, and the place that does it. `count` messages are in none yet. */
export function useSummaryActions(
  threadId: string,
  summaries: ReturnType<typeof useSummaries>,
  count: number | null,
): { actions: SummaryActions; desk: ReactNode } {
  const present = useRef<SummaryCommands | null>(null)
  const wish = useRef<((desk: SummaryCommands) => void) | null>(null)
  const ref = useCallback((desk: SummaryCommands | null) => {
    present.current = desk
    if (!desk) return
    wish.current?.(desk)
    wish.current = null
  }, [])
  // What is wanted before its code is there is done when it comes.
  const ask = (command: (desk: SummaryCommands) => void) => {
    if (present.current) command(present.current)
    else wish.current = command
  }
  const [progress, setProgress] = useState<string | null>(null)
  const commands = useStableCommands<SummaryCommands>({
    open: (summary) => ask((desk) => desk.open(summary)),
    summarise: () => ask((desk) => desk.summarise()),
    retry: () => ask((desk) => desk.retry()),
  })
  const actions = useMemo(() => ({ ...commands, progress }), [commands, progress])
  const desk = <SummaryDesk {...{ ref, threadId, summaries, count }} onProgress={setProgress} />
  return { actions, desk }
}
