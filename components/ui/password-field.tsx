'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

import { IconButton } from '@/components/ui/icon-button'
import { TextField, type TextFieldProps } from '@/components/ui/text-field'

export const shortestPassword = 8

export type PasswordFieldProps = Omit<TextFieldProps, 'type' | 'end' | 'hint'> & {
  /** Whether it is chosen here, and then how long it is is said. */
  isNew?: boolean
}

/** A field for a password, which can be looked at. */
export function PasswordField({ isNew = false, onChange, ...props }: PasswordFieldProps) {
  const t = useTranslations('ui.password')
  const [isShown, setShown] = useState(false)
  const [length, setLength] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  // What a form is emptied by says nothing to its fields.
  useEffect(() => {
    const form = field.current?.form
    const empty = () => setLength(0)
    form?.addEventListener('reset', empty)
    return () => form?.removeEventListener('reset', empty)
  }, [])
  return (
    <TextField
      ref={field}
      type={isShown ? 'text' : 'password'}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      minLength={isNew ? shortestPassword : undefined}
      maxLength={200}
      required
      spellCheck={false}
      autoCapitalize="none"
      hint={
        isNew &&
        t(verdictOf(length), { shortest: shortestPassword, missing: shortestPassword - length })
      }
      onChange={(event) => {
        setLength(event.currentTarget.value.length)
        onChange?.(event)
      }}
      end={
        <IconButton
          label={isShown ? t('hide') : t('show')}
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

function verdictOf(length: number) {
  if (length === 0) return 'none'
  if (length < shortestPassword) return 'too_short'
  if (length < 12) return 'long_enough'
  return length < 16 ? 'good' : 'strong'
}
