const rowButtons = 'nav li:has(> [href^="/t/"]) > button'
const buttonOf = (id: string) => `nav li:has(> [href="/t/${CSS.escape(id)}"]) > button`

/** Puts the focus on the menu of a thread's row once the list is drawn; where it has no row, on the first one's. */
export function focusRow(id = ''): void {
  requestAnimationFrame(() => {
    const button = document.querySelector<HTMLElement>(buttonOf(id))
    ;(button ?? document.querySelector<HTMLElement>(rowButtons))?.focus()
  })
}

/** Takes the focus out of a row that is about to go, to the one below it or else above it. */
export function focusBeside(id: string): void {
  const buttons = [...document.querySelectorAll<HTMLElement>(rowButtons)]
  const place = buttons.findIndex((button) => button.matches(buttonOf(id)))
  const beside = buttons[place + 1] ?? buttons[place - 1]
  beside?.focus()
}
