import { createHmac, timingSafeEqual } from 'node:crypto'

import { newToken } from '@/lib/server/auth/secret-token'

const form = /^sr_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})_([\w-]{43})([\w-]{43})$/

/** A new refresh token of a session, `sr_<session>_<secret><seal>`; the seal tells one that was given out from a guess. */
export function newRefreshToken(authSecret: string, sessionId: string): string {
  const secret = newToken()
  return `sr_${sessionId}_${secret}${sealOf(authSecret, sessionId, secret)}`
}

/** The session of a refresh token that was given out at some time; null for any other text. */
export function sessionOfRefreshToken(authSecret: string, token: string): string | null {
  const [, sessionId = '', secret = '', seal = ''] = form.exec(token) ?? []
  if (seal === '') return null
  const expected = sealOf(authSecret, sessionId, secret)
  return timingSafeEqual(Buffer.from(seal), Buffer.from(expected)) ? sessionId : null
}

const sealOf = (authSecret: string, sessionId: string, secret: string) =>
  createHmac('sha256', authSecret).update(`refresh ${sessionId} ${secret}`).digest('base64url')
