import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  label: string
  icon: ReactNode
  size?: 'small' | 'medium'
  /** Where the name appears when the pointer rests: below, or below and leftwards near a right edge. */
  tip?: 'center' | 'left' | 'none'
}

/** A button that shows a picture and has a name. Never smaller than a finger where fingers are used. */
export function IconButton({
  label,
  icon,
  size = 'medium',
  tip = 'center',
  className,
  type = 'button',
  ...props
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      data-tip={tip === 'none' ? undefined : label}
      data-tip-side={tip === 'left' ? 'left' : undefined}
      className={clsx(
        'text-ink-muted hover:bg-hover hover:text-ink coarse:size-11 inline-flex shrink-0 items-center justify-center rounded-md transition-colors',
        'disabled:opacity-50',
        size === 'small' ? 'size-7' : 'size-9',
        className,
      )}
      {...props}
    >
      {icon}
    </button>
  )
}
