/**
 * Presses on buttons that are drawn but do not work yet, since their code is on its way, are made again until they are answered.
 *
 * Before React has come nobody listens. Then it stops a click on a part that it cannot answer for yet at the document, and
 * forgets it (`dispatchEvent` in react-dom). What `lazySoon` leaves as the server has drawn it does nothing at all.
 *
 * Runs in the page as text, before any other script: it may use nothing from outside.
 */
export function keepEarlyPresses(): void {
  const patienceMs = 15_000
  const pauseMs = 50
  const waiting = new Set<string>()
  let isLost = false

  const isReactThere = () => Object.keys(document).some((key) => key.startsWith('_reactListening'))
  const nameOf = (button: Element) => button.getAttribute('aria-label') ?? button.textContent
  const messageOf = (button: Element) =>
    button.closest('[data-message-id]')?.getAttribute('data-message-id') ?? ''
  const describe = (button: Element) =>
    JSON.stringify([location.href, messageOf(button), nameOf(button)])

  const pressLater = (pressed: HTMLButtonElement) => {
    const description = describe(pressed)
    if (waiting.has(description)) return
    waiting.add(description)
    const until = Date.now() + patienceMs
    // What the server has drawn may be drawn again meanwhile.
    const successor = () => {
      const alike = [...document.querySelectorAll('button')].filter(
        (button) => describe(button) === description,
      )
      return alike.length === 1 ? alike[0] : undefined
    }
    const pressAgain = () => {
      const button = pressed.isConnected ? pressed : successor()
      isLost = false
      if (document.activeElement === document.body) button?.focus({ preventScroll: true })
      button?.click()
      const isAnswered = button && !isLost
      if (isAnswered || Date.now() > until) waiting.delete(description)
      else setTimeout(pressAgain, pauseMs)
    }
    setTimeout(pressAgain, pauseMs)
  }

  addEventListener(
    'click',
    ({ target }) => {
      const pressed = target instanceof Element ? target.closest('button') : null
      if (!pressed) return
      // Added now, it runs after React's own.
      document.addEventListener(
        'click',
        (event) => {
          const isStopped = event.cancelBubble
          if (isReactThere() && !isStopped && !pressed.closest('[data-drawn]')) return
          isLost = true
          event.preventDefault()
          event.stopPropagation()
          pressLater(pressed)
        },
        { capture: true, once: true },
      )
    },
    true,
  )
}
