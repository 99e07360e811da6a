import { z } from 'zod'

/** `GET /api/threads/{id}/export` */
export const exportQuerySchema = z.object({
  format: z
    .enum(['json', 'markdown'])
    .default('json')
    .describe('`json` holds everything and can be imported again; `markdown` is for reading'),
})
export type ExportFormat = z.infer<typeof exportQuerySchema>['format']
