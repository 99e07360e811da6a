import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

const looks = {
  primary: 'bg-accent text-accent-ink hover:opacity-90',
  quiet: 'border border-line-strong bg-surface hover:bg-hover',
  bare: 'text-ink-muted hover:bg-hover hover:text-ink',
  danger: 'bg-danger text-canvas hover:opacity-90',
}

export type ButtonProps = ComponentProps<'button'> & { look?: keyof typeof looks }

export const buttonClass = (look: keyof typeof looks = 'quiet', className?: string) =>
  clsx(
    'text-body inline-flex h-9 items-center justify-center gap-2 rounded-md px-3.5 font-medium transition-colors coarse:h-11',
    'disabled:opacity-50',
    looks[look],
    className,
  )

export function Button({ look = 'quiet', className, type = 'button', ...props }: ButtonProps) {
  return <button type={type} className={buttonClass(look, className)} {...props} />
}
