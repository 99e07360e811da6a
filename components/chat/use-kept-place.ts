'use client'

import { useEffectEvent, useLayoutEffect } from 'react'

/** A message of a thread, and the height on the screen at which somebody reads it. */
export type KeptPlace = { threadId: string; id: string; top: number; takesFocus: boolean }

/** Outlives the component: a thread that began on this page is put into another one by the router when it is rendered anew. */
let kept: KeptPlace | null = null

/** To be called right before a thread is rendered anew. */
export const keepPlace = (place: KeptPlace | null): void => {
  kept = place
}

/** Where another version of the message that has the focus is to appear; null when none has it. */
export function placeOfFocus(threadId: string, versionId: string): KeptPlace | null {
  const focused = document.activeElement?.closest('[data-message-id]')
  if (!focused) return null
  return { threadId, id: versionId, top: focused.getBoundingClientRect().top, takesFocus: true }
}

/** Keeps what is read in the middle of the screen, unless something is kept; not at the end of the thread, where one stays. */
export function keepPlaceInView(threadId: string): void {
  const scroller = document.querySelector('[data-scroller]')
  if (kept || !scroller || scroller.scrollTop > -1) return
  const middle = scroller.getBoundingClientRect().top + scroller.clientHeight / 2
  const message = [...scroller.querySelectorAll<HTMLElement>('[data-message-id]')].find(
    (each) => each.getBoundingClientRect().bottom > middle,
  )
  const id = message?.dataset.messageId
  if (!message || id === undefined) return
  kept = { threadId, id, top: message.getBoundingClientRect().top, takesFocus: false }
}

/** Keeps a reader where they are while their thread is rendered anew; `page` changes when it is. */
export function useKeptPlace(
  threadId: string,
  page: unknown,
  onMissing: (messageId: string) => void,
): void {
  const tellMissing = useEffectEvent(onMissing)

  useLayoutEffect(() => {
    const place = kept
    kept = null
    if (place?.threadId !== threadId) return
    const message = document.querySelector<HTMLElement>(
      `[data-message-id="${CSS.escape(place.id)}"]`,
    )
    if (!message) return tellMissing(place.id)
    if (place.takesFocus) message.focus({ preventScroll: true })
    message.closest('[data-scroller]')?.scrollBy({
      top: message.getBoundingClientRect().top - place.top,
      behavior: 'instant',
    })
  }, [threadId, page])
}
