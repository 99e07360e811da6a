const rowsIn = (list: Element) => [...list.querySelectorAll<HTMLElement>('[data-list-row]')]

/** What Tab comes to in a row, without the choices of its menu. */
const controlsOf = (row: Element) =>
  [...row.querySelectorAll<HTMLElement>('a, button, input')].filter(
    (control) => !control.closest('[role=menu]'),
  )

/**
 * Makes all rows of the list of threads one stop of the Tab key, which otherwise had to be pressed for every row to get past them,
 * of which more come as one goes on. Arrows, Home and End go from row to row. Gives what ends it.
 * Source: https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/#kbd_roving_tabindex
 */
export function moveByArrows(list: HTMLElement): () => void {
  let stop = document.activeElement?.closest('[data-list-row]') ?? null

  const mark = () => {
    const rows = rowsIn(list)
    if (!stop || !rows.some((row) => row === stop)) {
      stop = rows.find((row) => row.querySelector('[aria-current]')) ?? rows[0] ?? null
    }
    for (const row of rows) {
      for (const control of controlsOf(row)) control.tabIndex = row === stop ? 0 : -1
    }
  }

  const keep = (event: FocusEvent) => {
    const row = (event.target as Element).closest('[data-list-row]')
    if (!row || row === stop) return
    stop = row
    mark()
  }

  const move = (event: KeyboardEvent) => {
    const from = event.target as Element
    const hasOthers = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey
    const row = from.closest('[data-list-row]')
    if (
      !row ||
      hasOthers ||
      from.matches('input:not([type=checkbox])') ||
      from.closest('[role=menu]')
    )
      return
    const rows = rowsIn(list)
    const index = rows.findIndex((each) => each === row)
    const next = { ArrowDown: index + 1, ArrowUp: Math.max(index - 1, 0), Home: 0, End: -1 }[
      event.key
    ]
    if (next === undefined) return
    event.preventDefault()
    const to = rows.at(next)
    if (!to) return
    // From a menu to the next row's.
    const place = controlsOf(row).findIndex((control) => control === from)
    const controls = controlsOf(to)
    ;(controls[place] ?? controls[0])?.focus()
  }

  const observer = new MutationObserver((changes) => {
    const isElsewhere = changes.some(({ type }) => type === 'attributes')
    if (isElsewhere && !stop?.contains(document.activeElement)) stop = null
    mark()
  })
  observer.observe(list, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['aria-current'],
  })
  list.addEventListener('focusin', keep)
  list.addEventListener('keydown', move)
  mark()
  return () => {
    observer.disconnect()
    list.removeEventListener('focusin', keep)
    list.removeEventListener('keydown', move)
    for (const row of rowsIn(list)) {
      for (const control of controlsOf(row)) control.removeAttribute('tabindex')
    }
  }
}
