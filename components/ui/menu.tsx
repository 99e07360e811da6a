'use client'

import { clsx } from 'clsx'
import { MoreHorizontal } from 'lucide-react'
import {
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type ToggleEvent,
} from 'react'

import { IconButton } from '@/components/ui/icon-button'

export type MenuItem = {
  label: string
  icon: ReactNode
  isDangerous?: boolean
  /** Of choices of which one is in force: whether this is it. */
  isChosen?: boolean
  /** Set apart from those before it. */
  beginsGroup?: boolean
  run: () => void
}

const edge = 8

/** A button, with three dots unless it has a face of its own, and the choices behind it, in the browser's own popover. */
export function Menu({
  label,
  items,
  face,
  className,
}: {
  label: string
  items: MenuItem[]
  /** With text that names the button. */
  face?: ReactNode
  className?: string
}) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [isUsed, setUsed] = useState(false)

  // Many menus stand on a page, most are never opened.
  const prepare = () => setUsed(true)

  const place = (event: ToggleEvent) => {
    if (event.newState !== 'open' || !button.current || !menu.current) return
    const anchor = button.current.getBoundingClientRect()
    const { offsetWidth, offsetHeight } = menu.current
    const below = anchor.bottom + 4
    const fits = below + offsetHeight + edge <= innerHeight
    menu.current.style.left = `${Math.min(anchor.left, innerWidth - offsetWidth - edge)}px`
    menu.current.style.top = `${fits ? below : anchor.top - offsetHeight - 4}px`
    menu.current.querySelector('button')?.focus()
  }

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const index = buttons.findIndex((each) => each === document.activeElement)
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[event.key]
    if (event.key === 'Tab') menu.current?.hidePopover()
    if (next === undefined) return
    event.preventDefault()
    buttons.at(next % buttons.length)?.focus()
  }

  const choose = (item: MenuItem) => {
    menu.current?.hidePopover()
    item.run()
  }

  return (
    <>
      {face ? (
        <button
          ref={button}
          type="button"
          popoverTarget={id}
          aria-haspopup="menu"
          className={className}
          data-needs-script
        >
          {face}
        </button>
      ) : (
        <IconButton
          ref={button}
          label={label}
          tip="none"
          size="small"
          icon={<MoreHorizontal size={16} aria-hidden />}
          popoverTarget={id}
          aria-haspopup="menu"
          className={className}
          data-needs-script
        />
      )}
      <div
        ref={menu}
        id={id}
        role="menu"
        aria-label={label}
        popover="auto"
        onBeforeToggle={prepare}
        onToggle={place}
        onKeyDown={move}
        className="bg-surface text-ink shadow-floating border-line fixed inset-auto m-0 min-w-40 rounded-md border p-1"
      >
        {isUsed &&
          items.map((item) => (
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
                item.beginsGroup &&
                  'before:bg-line relative mt-2 before:absolute before:inset-x-0 before:-top-1 before:h-px',
              )}
            >
              {item.icon}
              {item.label}
            </button>
          ))}
      </div>
    </>
  )
}
