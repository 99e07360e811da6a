import { z } from 'zod'

/** What is written into the audit log. */
export const auditActionSchema = z.enum([
  'account.created',
  'account.deleted',
  'sign_in',
  'sign_in.failed',
  'sign_out',
  'sign_out.everywhere',
  'password.changed',
  'key.created',
  'key.first_used',
  'key.revoked',
  'invitation.created',
  'invitation.accepted',
  'invitation.revoked',
  'workspace.created',
  'workspace.changed',
  'member.role_changed',
  'member.removed',
  'thread.visibility_changed',
  'thread.shared',
  'thread.unshared',
])
export type AuditAction = z.infer<typeof auditActionSchema>

/** `GET /api/audit` */
export const auditEventSchema = z.object({
  id: z.uuid(),
  action: auditActionSchema,
  user: z
    .object({ id: z.uuid(), name: z.string(), email: z.string().nullable() })
    .nullable()
    .describe('Who did it; null: nobody who is known, or an account that is gone'),
  detail: z.record(z.string(), z.unknown()),
  address: z.string(),
  created_at: z.iso.datetime(),
})
export type AuditEvent = z.infer<typeof auditEventSchema>
