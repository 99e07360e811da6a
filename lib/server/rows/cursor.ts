import type { z } from 'zod'

import { SkeinError } from '@/lib/core/errors'

/** Where the next page begins, as an opaque text. */
export const formatCursor = (place: unknown): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/** What `formatCursor` was given. Throws `validation_failed` for anything else. */
export function parseCursor<Place>(cursor: string, schema: z.ZodType<Place>): Place {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new SkeinError('validation_failed', 'The cursor is not one that this list gave out.', {
      fields: [{ path: 'cursor', message: 'is not valid' }],
    })
  }
}
