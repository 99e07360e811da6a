import { z } from 'zod'

/** `GET /api/threads/{id}/export` */
export const exportQuerySchema = z.object({
  format: z
    .enum(['json', 'markdown'])
    .default('json')
    .describe('`json` holds everything and can be imported again; `markdown` is for reading'),
})
export type ExportFormat = z.infer<typeof exportQuerySchema>['format']

const mostIds = 200

/** `GET /api/export` */
export const exportAllQuerySchema = z.object({
  ids: z
    .string()
    .max(40 * mostIds)
    .transform((list) => list.split(','))
    .pipe(z.array(z.uuid()).max(mostIds))
    .optional()
    .describe('Only these threads of yours, by their ids and divided by commas'),
})
export type ExportAllQuery = z.infer<typeof exportAllQuerySchema>
