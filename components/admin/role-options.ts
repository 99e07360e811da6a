import { roleNames } from '@/components/account/role-names'
import { accountRoleSchema } from '@/lib/core/access/member'

/** The roles that can be given, as a list offers them, the least first. */
export const roleOptions = accountRoleSchema.options
  .map((value) => ({ value, label: roleNames[value] }))
  .toReversed()
