'use client'

import { useEffectEvent, useLayoutEffect, useRef } from 'react'

/**
 * Keeps a reader where they are while another version of the message that they are in takes its place: it appears at the same
 * height, and has the focus. `keepPlace` is told the id of the version that comes; `history` changes when it is there, or when it is
 * too far from the end of its branch to have come.
 */
export function useKeptPlace(
  history: unknown,
  onMissing: (id: string) => void,
): (id: string) => void {
  const expected = useRef<{ id: string; top: number } | null>(null)
  const tellMissing = useEffectEvent(onMissing)

  useLayoutEffect(() => {
    if (!expected.current) return
    const { id, top } = expected.current
    expected.current = null
    const message = document.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(id)}"]`)
    if (!message) return tellMissing(id)
    message.focus({ preventScroll: true })
    message
      .closest('[data-scroller]')
      ?.scrollBy({ top: message.getBoundingClientRect().top - top, behavior: 'instant' })
  }, [history])

  return (id) => {
    const now = document.activeElement?.closest('[data-message-id]')
    expected.current = now ? { id, top: now.getBoundingClientRect().top } : null
  }
}
