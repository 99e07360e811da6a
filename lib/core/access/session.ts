import { z } from 'zod'

/** A browser or another client that somebody is signed in with. */
export const sessionSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['browser', 'token']).describe('`token`: a client that asked for an access token'),
  user_agent: z.string(),
  address: z.string().describe('From where it was begun; empty when that is not known'),
  created_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  is_current: z.boolean().describe('Whether this request comes from it'),
})
export type Session = z.infer<typeof sessionSchema>

/** `GET /api/auth/sessions` */
export const sessionListSchema = z.object({ data: z.array(sessionSchema) })
export type SessionList = z.infer<typeof sessionListSchema>
