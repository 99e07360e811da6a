import { z } from 'zod'

import { roleSchema } from '@/lib/core/access/roles'
import { storableText } from '@/lib/core/thread/text'

const name = storableText(100)
  .transform((text) => text.trim())
  .refine((text) => text !== '', { message: 'must not be empty' })
const perMinute = z.number().int().min(1).max(1_000_000)

/** `POST /api/workspaces` */
export const createWorkspaceSchema = z.strictObject({ name })
export type CreateWorkspace = z.infer<typeof createWorkspaceSchema>

/** `PATCH /api/workspaces/{id}` */
export const patchWorkspaceSchema = z
  .strictObject({
    name: name.optional(),
    monthly_budget: z
      .number()
      .min(0)
      .max(1_000_000_000)
      .nullable()
      .optional()
      .describe('US dollars, kept to the cent; null: any'),
    monthly_tokens: z
      .number()
      .int()
      .min(0)
      .max(1_000_000_000_000_000)
      .nullable()
      .optional()
      .describe('Tokens in and out; null: any'),
    chat_per_minute: perMinute
      .nullable()
      .optional()
      .describe('Messages of one member; null: what the server’s environment says'),
    write_per_minute: perMinute.nullable().optional().describe('Other changes of one member'),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    message: 'give at least one field to change',
  })
export type PatchWorkspace = z.infer<typeof patchWorkspaceSchema>

/** A workspace as one of its members sees it; only the owner and the admins see its limits. */
export const workspaceSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  role: roleSchema.describe('What you are in it'),
  is_current: z.boolean().describe('Whether it is the one that you look at'),
  created_at: z.iso.datetime(),
  monthly_budget: z.number().nullable().optional(),
  monthly_tokens: z.number().nullable().optional(),
  chat_per_minute: z.number().int().nullable().optional(),
  write_per_minute: z.number().int().nullable().optional(),
})
export type Workspace = z.infer<typeof workspaceSchema>

/** `GET /api/workspaces` */
export const workspaceListSchema = z.object({ data: z.array(workspaceSchema) })
export type WorkspaceList = z.infer<typeof workspaceListSchema>

/** `PUT /api/auth/workspace` */
export const switchWorkspaceSchema = z.strictObject({ workspace_id: z.uuid() })
export type SwitchWorkspace = z.infer<typeof switchWorkspaceSchema>
