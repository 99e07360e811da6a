'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'

import { IconButton } from '@/components/ui/icon-button'
import { TextField, type TextFieldProps } from '@/components/ui/text-field'

export const shortestPassword = 8

export type PasswordFieldProps = Omit<TextFieldProps, 'type' | 'end' | 'hint'> & {
  /** Whether it is chosen here, and then how long it is is said. */
  isNew?: boolean
}

/** A field for a password, which can be looked at. */
export function PasswordField({ isNew = false, onChange, ...props }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false)
  const [length, setLength] = useState(0)
  return (
    <TextField
      type={isShown ? 'text' : 'password'}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      minLength={isNew ? shortestPassword : undefined}
      maxLength={200}
      required
      spellCheck={false}
      autoCapitalize="none"
      hint={isNew && describeLength(length)}
      onChange={(event) => {
        setLength(event.currentTarget.value.length)
        onChange?.(event)
      }}
      end={
        <IconButton
          label={isShown ? 'Hide the password' : 'Show the password'}
          tip="none"
          icon={isShown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
          onClick={() => setShown(!isShown)}
          className="size-11"
          data-needs-script
        />
      }
      {...props}
    />
  )
}

function describeLength(length: number): string {
  if (length === 0) return `At least ${shortestPassword} characters. A few words are easy to keep.`
  const missing = shortestPassword - length
  if (missing > 0) return missing === 1 ? 'One character more.' : `${missing} characters more.`
  if (length < 12) return 'Long enough. Longer is stronger.'
  return length < 16 ? 'Good.' : 'Strong.'
}
