'use client'

import { clsx } from 'clsx'
import { useId, type ComponentProps, type ReactNode } from 'react'

import { fieldClass } from '@/components/ui/field-class'

export type TextFieldProps = Omit<ComponentProps<'input'>, 'id' | 'aria-invalid'> & {
  label: string
  /** What helps to fill it in; gives way to what is wrong. */
  hint?: ReactNode
  error?: string | null
  /** A control inside the field, at its end. */
  end?: ReactNode
}

/** A field for a line of text, with its name above and one line below, which is kept free so that nothing moves. */
export function TextField({ label, hint, error, end, className, ...props }: TextFieldProps) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className="text-label mb-1 block font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-note`}
          className={clsx(fieldClass(Boolean(error)), end && 'pr-12')}
          {...props}
        />
        {end && <div className="absolute inset-y-0 right-0 flex items-center">{end}</div>}
      </div>
      <div
        id={`${id}-note`}
        className={clsx('text-label mt-1 min-h-5', error ? 'text-danger' : 'text-ink-muted')}
      >
        {error || hint}
      </div>
    </div>
  )
}
