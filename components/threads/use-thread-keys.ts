'use client'

import { useRouter } from 'next/navigation'

import { useShortcut } from '@/components/shortcuts/use-shortcut'
import type { ThreadListItem } from '@/lib/core/thread/thread'

/** Lets the keys go to the thread above or below the open one; from a page without a thread, to the first. */
export function useThreadKeys(shown: readonly ThreadListItem[], current: string | undefined): void {
  const router = useRouter()
  const place = shown.findIndex(({ id }) => id === current)
  const go = (to: ThreadListItem | undefined) => to && router.push(`/t/${to.id}`)
  useShortcut('previous_thread', () => go(shown[place - 1]))
  useShortcut('next_thread', () => go(shown[place + 1]))
}
