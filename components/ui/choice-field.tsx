'use client'

import { clsx } from 'clsx'
import { useId } from 'react'

export type ChoiceFieldProps<Value extends string> = {
  label: string
  hint?: string
  options: readonly { value: Value; label: string }[]
  value: Value
  onChange: (value: Value) => void
}

/** A choice of a few that are all in sight; it takes effect at once. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, hint, options, value, onChange } = props
  const id = useId()
  return (
    <fieldset aria-describedby={hint && `${id}-hint`} data-needs-script>
      <legend className="text-label mb-1.5 font-medium">{label}</legend>
      <div className="border-line-strong bg-canvas inline-flex max-w-full flex-wrap gap-1 rounded-md border p-1">
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              'text-body has-focus-visible:outline-accent coarse:min-h-11 relative flex min-h-8 cursor-pointer items-center rounded-sm px-3 has-focus-visible:outline-2',
              option.value === value
                ? 'bg-accent-soft text-accent font-medium'
                : 'text-ink-muted hover:bg-hover hover:text-ink',
            )}
          >
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-label text-ink-muted mt-1.5">
          {hint}
        </p>
      )}
    </fieldset>
  )
}
