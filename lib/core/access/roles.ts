import { z } from 'zod'

/** What somebody is in a workspace. A guest has no account, and sees only what is their own. */
export const roleSchema = z.enum(['owner', 'admin', 'member', 'guest'])
export type Role = z.infer<typeof roleSchema>

/** What credentials are good for; each scope includes the ones before it. */
export const scopeSchema = z.enum(['read', 'chat', 'admin'])
export type Scope = z.infer<typeof scopeSchema>
