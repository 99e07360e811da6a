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

/** What is kept at the moment. */
export const keptPlace = (): KeptPlace | null => kept

/** A message of the thread that is shown, by its id. */
export const messageOnPage = (id: string): HTMLElement | null =>
  document.querySelector(`[data-message-id="${CSS.escape(id)}"]`)

/** Where another version is to appear: in the place of the message around an element; null when there is none. */
export function placeOfVersion(
  threadId: string,
  versionId: string,
  within: Element | null,
): KeptPlace | null {
  const message = within?.closest('[data-message-id]')
  if (!message) return null
  return { threadId, id: versionId, top: message.getBoundingClientRect().top, takesFocus: true }
}

/**
 * Keeps a reader where they are while their thread is rendered anew; `page` changes when it is. A message that did not come with
 * it is told; it stays kept.
 */
export function useKeptPlace(
  threadId: string,
  page: unknown,
  onMissing: (place: KeptPlace) => void,
): void {
  const tellMissing = useEffectEvent(onMissing)

  useLayoutEffect(() => {
    const place = kept
    kept = null
    if (place?.threadId !== threadId) return
    const message = messageOnPage(place.id)
    if (!message) return tellMissing(place)
    if (place.takesFocus) message.focus({ preventScroll: true })
    message.closest('[data-scroller]')?.scrollBy({
      top: message.getBoundingClientRect().top - place.top,
      behavior: 'instant',
    })
  }, [threadId, page])
}
