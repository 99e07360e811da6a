'use client'

import { MoreHorizontal } from 'lucide-react'
import { useId, useRef, useState, type ReactNode } from 'react'

import { IconButton } from '@/components/ui/icon-button'
import { useBackCloses } from '@/components/ui/use-back-closes'

/** A button, with three dots unless it has a face of its own, and the choices behind it, in the browser's own popover. */
export function Menu({
  label,
  children,
  face,
  className,
}: {
  label: string
  /** The `MenuItems`, which may be loaded when the menu is opened. */
  children: ReactNode
  /** With text that names the button. */
  face?: ReactNode
  className?: string
}) {
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  useBackCloses(() => {
    menu.current?.hidePopover()
    return true
  }, isOpen)

  return (
    <>
      {face ? (
        <button
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
        onToggle={({ newState }) => setOpen(newState === 'open')}
        className="bg-surface text-ink shadow-floating border-line max-sm:backdrop:bg-veil fixed inset-auto m-0 max-h-[80dvh] min-w-40 overflow-y-auto rounded-md border p-1 not-has-[[role]]:hidden max-sm:inset-x-2 max-sm:bottom-[calc(env(safe-area-inset-bottom)+0.5rem)] max-sm:w-auto max-sm:rounded-lg max-sm:p-2"
      >
        {isOpen && children}
      </div>
    </>
  )
}
