import { accountRoleSchema } from '@/lib/core/access/member'

/** The roles that can be given, as a list offers them, the least first. */
export const givenRoles = accountRoleSchema.options.toReversed()
