import type { Said } from '@/components/api/use-error-text'

/** What a form of the sign-in pages shows again after it was refused. */
export type FormState = {
  error: Said | null
  /** What is wrong with which field. */
  fields: Record<string, string>
  /** What was typed in, but for secrets. */
  values: Record<string, string>
}

export const untouched: FormState = { error: null, fields: {}, values: {} }
