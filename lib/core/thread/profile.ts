import { z } from 'zod'

import { patchPreferencesSchema, preferencesSchema } from '@/lib/core/access/preferences'
import { storableText } from '@/lib/core/thread/text'

/** `GET /api/user/profile` */
export const profileSchema = z.object({
  id: z.uuid(),
  email: z.string().nullable(),
  name: z.string(),
  preferred_model: z.string().nullable().describe('The model of new threads; null: the default'),
  preferences: preferencesSchema,
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type Profile = z.infer<typeof profileSchema>

/** `PATCH /api/user/profile` */
export const patchProfileSchema = z
  .object({
    name: storableText(200)
      .refine((name) => name.trim() !== '', { message: 'must not be empty' })
      .optional(),
    preferred_model: z.string().min(1).max(200).nullable().optional(),
    preferences: patchPreferencesSchema.optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    message: 'give at least one field to change',
  })
export type PatchProfile = z.infer<typeof patchProfileSchema>
