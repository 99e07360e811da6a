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
  const pathOf = (path: readonly PropertyKey[]) => [...(at ? [at] : []), ...path].join('.')
  const fields = result.error.issues.flatMap((issue): FieldError[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: pathOf([...issue.path, key]),
          message: 'is not known here',
        }))
      : [{ path: pathOf(issue.path), message: issue.message }],
  )
  const [first] = fields
  throw new SkeinError(
    'validation_failed',
    `The request is not valid: ${first?.path ? `${first.path}: ` : ''}${first?.message}.`,
    { fields },
  )
}
