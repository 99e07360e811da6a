'use client'

import { clsx } from 'clsx'
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'

export type MenuItem = {
  label: string
  icon: ReactNode
  isDangerous?: boolean
  /** Of choices of which one is in force: whether this is it. */
  isChosen?: boolean
  /** Stands elsewhere where there is room. */
  isForPhone?: boolean
  /** Set apart from those before it. */
  beginsGroup?: boolean
  run: () => void
}

const edge = 8
const sheetFrom = '(min-width: 40rem)'

/** The choices of a `Menu`; there for as long as it is open. */
export function MenuItems({ items }: { items: readonly MenuItem[] }) {
  const list = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    if (!list.current) return
    place(menuOf(list.current))
    shownIn(list.current)[0]?.focus()
  }, [])

  const close = () => list.current && menuOf(list.current).hidePopover()

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons = shownIn(event.currentTarget)
    const index = buttons.findIndex((each) => each === document.activeElement)
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[event.key]
    if (event.key === 'Tab') close()
    // Only the menu: what it is in stays open.
    if (event.key === 'Escape') {
      event.preventDefault()
      close()
    }
    if (next === undefined) return
    event.preventDefault()
    buttons.at(next % buttons.length)?.focus()
  }

  const choose = (item: MenuItem) => {
    close()
    item.run()
  }

  return (
    <div ref={list} role="none" onKeyDown={move}>
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role={item.isChosen === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={item.isChosen}
          tabIndex={-1}
          onClick={() => choose(item)}
          className={clsx(
            'text-body hover:bg-hover focus-visible:bg-hover coarse:h-11 flex h-9 w-full items-center gap-2.5 rounded-sm px-2.5 text-left -outline-offset-2',
            item.isDangerous && 'text-danger',
            item.isForPhone && 'sm:hidden',
            item.beginsGroup &&
              'before:bg-line relative mt-2 before:absolute before:inset-x-0 before:-top-1 before:h-px',
          )}
        >
          {item.icon}
          {item.label}
        </button>
      ))}
    </div>
  )
}

const shownIn = (list: HTMLElement) =>
  [...list.querySelectorAll('button')].filter((button) => button.checkVisibility())

const menuOf = (list: HTMLElement): HTMLElement => list.closest<HTMLElement>('[popover]') ?? list

/** Below or above the button that opens it, and in any case on the screen. */
function place(menu: HTMLElement) {
  const button = document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`)
  // There it is a sheet at the bottom.
  if (!button || !matchMedia(sheetFrom).matches) return menu.removeAttribute('style')
  const anchor = button.getBoundingClientRect()
  const { offsetWidth, offsetHeight } = menu
  const below = anchor.bottom + 4
  const fits = below + offsetHeight + edge <= innerHeight
  menu.style.left = `${Math.min(anchor.left, innerWidth - offsetWidth - edge)}px`
  menu.style.top = `${fits ? below : Math.max(anchor.top - offsetHeight - 4, edge)}px`
}
