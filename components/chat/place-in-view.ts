import { keepPlace, keptPlace, messageOnPage } from '@/components/chat/use-kept-place'

/**
 * Keeps what is read in the middle of the screen, unless something is kept; not at the end of the thread, where one stays, and not
 * a message that is `leaving`.
 */
export function keepPlaceInView(threadId: string, leaving?: string): void {
  const scroller = document.querySelector('[data-scroller]')
  if (keptPlace() || !scroller || scroller.scrollTop > -1) return
  const middle = scroller.getBoundingClientRect().top + scroller.clientHeight / 2
  const message = [...scroller.querySelectorAll<HTMLElement>('[data-message-id]')].find(
    (each) => each.getBoundingClientRect().bottom > middle && each.dataset.messageId !== leaving,
  )
  const id = message?.dataset.messageId
  if (!message || id === undefined) return
  const { top } = message.getBoundingClientRect()
  keepPlace({ threadId, id, top, takesFocus: false })
}

/** Keeps what is in view again, where somebody has scrolled since; to be called when what was rendered anew is about to show. */
export function renewPlaceInView(threadId: string): void {
  const kept = keptPlace()
  if (kept?.threadId !== threadId || kept.takesFocus || !messageOnPage(kept.id)) return
  keepPlace(null)
  keepPlaceInView(threadId)
}
