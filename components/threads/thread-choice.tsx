'use client'

import { clsx } from 'clsx'
import { useEffect, useRef, type ReactNode } from 'react'

/** What a thread's row shows while threads are chosen. */
export default function ThreadChoice({
  isSelected,
  className,
  onToggle,
  children,
}: {
  isSelected: boolean
  className: string
  onToggle: () => void
  children: ReactNode
}) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // The menu that chose the first one is gone.
    const { current } = box
    if (current?.checked && document.activeElement === document.body) current.focus()
  }, [])
  return (
    <label
      className={clsx(
        className,
        'hover:bg-hover has-checked:bg-hover cursor-pointer items-center gap-3 pr-3',
      )}
    >
      <input
        ref={box}
        type="checkbox"
        checked={isSelected}
        onChange={onToggle}
        className="accent-accent size-4 shrink-0"
      />
      <span className="flex min-w-0 flex-col">{children}</span>
    </label>
  )
}
