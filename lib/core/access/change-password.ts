import { z } from 'zod'

import { passwordSchema } from '@/lib/core/access/account'

/** `POST /api/auth/password` */
export const changePasswordSchema = z.strictObject({
  current_password: z
    .string()
    .max(200)
    .nullish()
    .describe('Null for an account that has no password yet'),
  new_password: passwordSchema,
})
export type ChangePassword = z.infer<typeof changePasswordSchema>
