import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** One line of the search, chosen by keyboard or by hand. */
export function PaletteOption({
  id,
  isActive,
  onChoose,
  children,
}: {
  id: string
  isActive: boolean
  onChoose: () => void
  children: ReactNode
}) {
  return (
    <div
      role="option"
      id={id}
      aria-selected={isActive}
      onClick={onChoose}
      className={clsx(
        'coarse:min-h-11 hover:bg-hover flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-3 py-1.5',
        isActive && 'bg-hover',
      )}
    >
      {children}
    </div>
  )
}
