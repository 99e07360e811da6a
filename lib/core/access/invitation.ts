import { z } from 'zod'

import { emailSchema } from '@/lib/core/access/account'
import { accountRoleSchema } from '@/lib/core/access/member'

/** `POST /api/invitations` */
export const createInvitationSchema = z.strictObject({
  role: accountRoleSchema.describe('Only an owner invites owners'),
  email: emailSchema.nullish().describe('Whom it is for; null: whoever has the link'),
  expires_in_days: z.number().int().min(1).max(30).default(7),
})
export type CreateInvitation = z.infer<typeof createInvitationSchema>

export const invitationSchema = z.object({
  id: z.uuid(),
  role: accountRoleSchema,
  email: z.string().nullable(),
  invited_by: z.object({ id: z.uuid(), name: z.string() }),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
})
export type Invitation = z.infer<typeof invitationSchema>

/** An invitation as it is seen once, when it is made. */
export const newInvitationSchema = invitationSchema.extend({
  url: z
    .string()
    .describe('The path of the link, good once, on this server; it is shown this once'),
})
export type NewInvitation = z.infer<typeof newInvitationSchema>

/** `GET /api/invitations` */
export const invitationListSchema = z.object({ data: z.array(invitationSchema) })
export type InvitationList = z.infer<typeof invitationListSchema>
