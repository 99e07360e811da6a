import type { Role } from '@/lib/core/access/roles'

/** What somebody is in a workspace, as it is shown. */
export const roleNames: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  guest: 'Guest',
}
