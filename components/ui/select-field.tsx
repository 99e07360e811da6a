import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { useId, type ComponentProps } from 'react'

export type SelectFieldProps = Omit<ComponentProps<'select'>, 'id' | 'children'> & {
  label: string
  hint?: string
  options: readonly { value: string; label: string }[]
  /** Its name is for those who cannot see what it stands beside. */
  isLabelHidden?: boolean
}

/** A choice of a few, by the browser's own list. */
export function SelectField({
  label,
  hint,
  options,
  isLabelHidden,
  className,
  ...props
}: SelectFieldProps) {
  const id = useId()
  return (
    <div className={className}>
      <label
        htmlFor={id}
        className={isLabelHidden ? 'sr-only' : 'text-label mb-1 block font-medium'}
      >
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          aria-describedby={hint === undefined ? undefined : `${id}-note`}
          className={clsx(
            'border-line-strong bg-canvas text-body block w-full appearance-none truncate rounded-md border pr-10 pl-3.5 disabled:opacity-60',
            isLabelHidden ? 'coarse:h-11 h-9' : 'h-11',
          )}
          {...props}
        >
          {options.map(({ value, label: name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <ChevronDown
          size={16}
          aria-hidden
          className="text-ink-muted pointer-events-none absolute inset-y-0 right-3 my-auto"
        />
      </div>
      {hint !== undefined && (
        <p id={`${id}-note`} className="text-label text-ink-muted mt-1 min-h-5">
          {hint}
        </p>
      )}
    </div>
  )
}
