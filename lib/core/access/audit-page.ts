import { z } from 'zod'

import { auditEventSchema } from '@/lib/core/access/audit'

/** `GET /api/audit` */
export const listAuditSchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.uuid().optional().describe('The id of the last event of the page before'),
})
export type ListAudit = z.infer<typeof listAuditSchema>

export const auditPageSchema = z.object({
  data: z.array(auditEventSchema),
  has_more: z.boolean(),
})
export type AuditPage = z.infer<typeof auditPageSchema>
