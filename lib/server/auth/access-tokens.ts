import { createHmac } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'

const issuer = 'skein'
const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid() })

/** How long an access token lives, in seconds. */
export const accessTokenSeconds = 15 * 60

/** A signed bearer JWT (HS256) for a session. `now` in milliseconds. */
export function signAccessToken(
  authSecret: string,
  { userId, sessionId, now }: { userId: string; sessionId: string; now: number },
): Promise<string> {
  const seconds = Math.floor(now / 1000)
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setSubject(userId)
    .setIssuer(issuer)
    .setAudience(issuer)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + accessTokenSeconds)
    .sign(keyOf(authSecret))
}

/** The session that an access token of ours is for. Null for one that is not ours, was changed, or has expired. */
export async function readAccessToken(
  authSecret: string,
  token: string,
): Promise<{ sessionId: string } | null> {
  try {
    const { payload } = await jwtVerify(token, keyOf(authSecret), {
      issuer,
      audience: issuer,
      algorithms: ['HS256'],
      typ: 'at+jwt',
    })
    const claims = claimsSchema.safeParse(payload)
    return claims.success ? { sessionId: claims.data.sid } : null
  } catch {
    return null
  }
}

/** A key of its own, so that what signs tokens can decrypt no cookie. */
const keyOf = (authSecret: string) =>
  createHmac('sha256', authSecret).update('access token').digest()
