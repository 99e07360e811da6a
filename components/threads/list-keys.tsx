'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'

import { useShortcut } from '@/components/shortcuts/use-shortcut'
import { moveByArrows } from '@/components/threads/move-by-arrows'
import type { ThreadListItem } from '@/lib/core/thread/thread'

/**
 * Lets the keys go to the thread above or below the open one, from a page without a thread to the first, and arrows through the
 * rows of the list.
 */
export default function ListKeys({
  shown,
  current,
}: {
  shown: readonly ThreadListItem[]
  current: string | undefined
}) {
  const router = useRouter()
  const place = shown.findIndex(({ id }) => id === current)
  const go = (to: ThreadListItem | undefined) => to && router.push(`/t/${to.id}`)
  useShortcut('previous_thread', () => go(shown[place - 1]))
  useShortcut('next_thread', () => go(shown[place + 1]))

  const here = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const list = here.current?.closest('nav')
    return list ? moveByArrows(list) : undefined
  }, [])
  return <span ref={here} hidden />
}
