import { z } from 'zod'

import { scopeSchema } from '@/lib/core/access/roles'
import { storableText } from '@/lib/core/thread/text'

/** The name of the key that the environment gives; it is replaced when that changes. */
const environmentKeyName = 'SKEIN_API_KEY'

/** `POST /api/keys` */
export const createKeySchema = z.strictObject({
  name: storableText(100)
    .transform((name) => name.trim())
    .refine((name) => name !== '', { message: 'must not be empty' })
    .refine((name) => name !== environmentKeyName, {
      message: 'is the name of the key in the environment',
    }),
  scope: scopeSchema,
  expires_at: z.iso
    .datetime({ offset: true })
    .nullish()
    .describe('A moment in the future; null: it is good until it is revoked'),
})
export type CreateKey = z.infer<typeof createKeySchema>

export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  hint: z.string().describe('The last characters of the key'),
  scope: scopeSchema,
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
  expires_at: z.iso.datetime().nullable(),
})
export type ApiKey = z.infer<typeof apiKeySchema>

/** A key as it is seen once, when it is made. */
export const newApiKeySchema = apiKeySchema.extend({
  key: z.string().describe('The key itself; it is shown this once'),
})
export type NewApiKey = z.infer<typeof newApiKeySchema>

/** `GET /api/keys` */
export const keyListSchema = z.object({ data: z.array(apiKeySchema) })
export type KeyList = z.infer<typeof keyListSchema>

export const workspaceKeySchema = apiKeySchema.extend({
  user: z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable() }),
})
export type WorkspaceKey = z.infer<typeof workspaceKeySchema>

/** `GET /api/workspace/keys` */
export const workspaceKeyListSchema = z.object({ data: z.array(workspaceKeySchema) })
export type WorkspaceKeyList = z.infer<typeof workspaceKeyListSchema>
