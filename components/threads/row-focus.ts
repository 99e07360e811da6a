const rowButtons = 'nav li:has(> [href^="/t/"]) > button'
const buttonOf = (id: string) => `nav li:has(> [href="/t/${CSS.escape(id)}"]) > button`
const find = (selector: string) => document.querySelector<HTMLElement>(selector)

const isFocusLost = () => document.activeElement === document.body

/** Puts the focus on the menu of a thread's row once the list is drawn; where it has no row, on the first one's. */
export function focusRow(id = ''): void {
  requestAnimationFrame(() => {
    const button = find(buttonOf(id)) ?? find(rowButtons)
    button?.focus()
    if (button) follow(button, id)
  })
}

/** The same for a row that may be drawn anew at another place, unless something else has the focus meanwhile. */
export function refocusRow(id: string): void {
  requestAnimationFrame(() => isFocusLost() && focusRow(id))
}

/** What the server says of the thread later may put its row to another place again. */
function follow(button: HTMLElement, id: string) {
  const observer = new MutationObserver(() => {
    if (button.isConnected) return
    stop()
    if (isFocusLost()) focusRow(id)
  })
  const stop = () => {
    observer.disconnect()
    document.removeEventListener('focusin', stop)
  }
  observer.observe(button.closest('nav') ?? document.body, { childList: true, subtree: true })
  document.addEventListener('focusin', stop)
}

/** Takes the focus out of a row that is about to go, to the one below it or else above it. */
export function focusBeside(id: string): void {
  const buttons = [...document.querySelectorAll<HTMLElement>(rowButtons)]
  const place = buttons.findIndex((button) => button.matches(buttonOf(id)))
  const beside = buttons[place + 1] ?? buttons[place - 1]
  beside?.focus()
}
