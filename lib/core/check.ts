import type { z } from 'zod'

import { SkeinError, type FieldError } from '@/lib/core/errors'

/** Parses with a schema; throws `validation_failed` that names the wrong fields, their paths below `at`. */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  at?: string,
): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const fields = result.error.issues.map((issue): FieldError => ({
    path: [...(at ? [at] : []), ...issue.path].join('.'),
    message: issue.message,
  }))
  const [first] = fields
  throw new SkeinError(
    'validation_failed',
    `The request is not valid: ${first?.path ? `${first.path}: ` : ''}${first?.message}.`,
    { fields },
  )
}
