import { z } from 'zod'

import { roleSchema, type Role } from '@/lib/core/access/roles'

/** What somebody with an account can be in a workspace. */
export const accountRoleSchema = roleSchema.exclude(['guest'])
export type AccountRole = z.infer<typeof accountRoleSchema>

export const memberSchema = z.object({
  id: z.uuid().describe('The user’s id'),
  name: z.string(),
  role: accountRoleSchema,
  is_you: z.boolean(),
  joined_at: z.iso.datetime(),
  email: z.string().nullable().optional().describe('For the owner and the admins'),
  last_seen_at: z.iso.datetime().nullable().optional().describe('For the owner and the admins'),
})
export type Member = z.infer<typeof memberSchema>

/** `GET /api/members` */
export const memberListSchema = z.object({ data: z.array(memberSchema) })
export type MemberList = z.infer<typeof memberListSchema>

/** `PATCH /api/members/{id}` */
export const patchMemberSchema = z.strictObject({ role: accountRoleSchema })
export type PatchMember = z.infer<typeof patchMemberSchema>

/** Whether somebody may make a member another: owners make anybody anything, nobody else changes a role. */
export const mayChangeRole = (own: Role): boolean => own === 'owner'

/** Whether somebody may put a member out of the workspace: owners anybody, admins those who are no owner or admin. */
export const mayRemove = (own: Role, theirs: Role): boolean =>
  own === 'owner' || (own === 'admin' && theirs !== 'owner' && theirs !== 'admin')

/** Whether somebody may invite others as this. */
export const mayInvite = (own: Role, role: AccountRole): boolean =>
  own === 'owner' || (own === 'admin' && role !== 'owner')
