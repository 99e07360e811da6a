import { z } from 'zod'

import { emailSchema } from '@/lib/core/access/account'
import { roleSchema, scopeSchema } from '@/lib/core/access/roles'

const workspace = z.object({ id: z.uuid(), name: z.string() })

/** `GET /api/user`: who asks. */
export const currentUserSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  has_password: z.boolean().describe('False for somebody who signs in with a provider alone'),
  is_guest: z.boolean(),
  is_administrator: z.boolean().describe('Runs the server'),
  role: roleSchema.describe('In the workspace that they look at'),
  scope: scopeSchema.describe('What the credentials of this request are good for'),
  workspace: workspace.describe('The workspace that they look at'),
  workspaces: z.array(workspace.extend({ role: roleSchema })),
})
export type CurrentUser = z.infer<typeof currentUserSchema>

/** `DELETE /api/user` */
export const deleteUserSchema = z.strictObject({
  email: emailSchema.describe('The account’s own address, so that nobody deletes it by mistake'),
  password: z.string().max(200).optional().describe('Needed when the account has one'),
})
export type DeleteUser = z.infer<typeof deleteUserSchema>
