import { z } from 'zod'

import { emailSchema } from '@/lib/core/access/account'

/** `POST /api/auth/token` */
export const tokenRequestSchema = z.discriminatedUnion('grant_type', [
  z.strictObject({
    grant_type: z.literal('password'),
    email: emailSchema,
    password: z.string().max(200),
  }),
  z.strictObject({ grant_type: z.literal('refresh_token'), refresh_token: z.string().max(200) }),
])
export type TokenRequest = z.infer<typeof tokenRequestSchema>

/** What a client signs in with that keeps no cookies. */
export const tokenSchema = z.object({
  access_token: z.string().describe('A JWT, to be sent as `Authorization: Bearer …`'),
  token_type: z.literal('Bearer'),
  expires_in: z.number().int().describe('Seconds that the access token is good for'),
  refresh_token: z.string().describe('Good once, for the next access token'),
  refresh_expires_at: z.iso.datetime(),
})
export type Token = z.infer<typeof tokenSchema>
