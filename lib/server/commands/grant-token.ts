import type { SignIn } from '@/lib/core/access/account'
import type { Token, TokenRequest } from '@/lib/core/access/token'
import { SkeinError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { accessTokenSeconds, signAccessToken } from '@/lib/server/auth/access-tokens'
import { newRefreshToken, sessionOfRefreshToken } from '@/lib/server/auth/refresh-tokens'
import { hashToken } from '@/lib/server/auth/secret-token'
import { createSession, sessionSeconds } from '@/lib/server/auth/sessions'
import { checkCredentials } from '@/lib/server/commands/check-credentials'
import { limitSignIn } from '@/lib/server/limits/limit-sign-in'
import type { Services } from '@/lib/server/services'

type Grant = { sessionId: string; userId: string; refreshToken: string; expiresAt: Date }

/**
 * Signs a client in that keeps no cookies, by password or by the refresh token of a session. Throws `wrong_credentials`,
 * `rate_limited`, `forbidden` for somebody who is in no workspace.
 */
export async function grantToken(
  services: Services,
  request: TokenRequest,
  headers: Headers,
): Promise<Token> {
  const { sessionId, userId, refreshToken, expiresAt } =
    request.grant_type === 'password'
      ? await begin(services, request, headers)
      : await refresh(services, request.refresh_token, headers)
  const now = services.clock.now()
  return {
    access_token: await signAccessToken(services.authSecret, { userId, sessionId, now }),
    token_type: 'Bearer',
    expires_in: accessTokenSeconds,
    refresh_token: refreshToken,
    refresh_expires_at: expiresAt.toISOString(),
  }
}

async function begin(
  services: Services,
  { email, password }: SignIn,
  headers: Headers,
): Promise<Grant> {
  const { prisma } = services
  const attempt = await limitSignIn(services, { email, headers })
  const user = await checkCredentials(services, { email, password }, headers)
  if (!user) {
    throw new SkeinError(
      'wrong_credentials',
      'The e-mail address or the password is not right. Whoever has no password signs in in a browser and makes an API key.',
    )
  }
  await attempt.succeeded()
  const { id } = await createSession(services, { userId: user.id, kind: 'token', headers })
  const refreshToken = newRefreshToken(services.authSecret, id)
  const { workspaceId, expiresAt } = await prisma.session.update({
    where: { id },
    data: { refreshHash: hashToken(refreshToken) },
  })
  await recordAudit(prisma, {
    action: 'sign_in',
    workspaceId,
    userId: user.id,
    detail: { with: 'password', kind: 'token' },
    headers,
  })
  return { sessionId: id, userId: user.id, refreshToken, expiresAt }
}

async function refresh(services: Services, token: string, headers: Headers): Promise<Grant> {
  const { prisma, clock, authSecret } = services
  const sessionId = sessionOfRefreshToken(authSecret, token)
  if (sessionId === null) throw notGood()
  const now = clock.now()
  const expiresAt = new Date(now + sessionSeconds * 1000)
  const refreshToken = newRefreshToken(authSecret, sessionId)
  // One statement: of several that come with the same token one finds it.
  const [session] = await prisma.session.updateManyAndReturn({
    where: {
      id: sessionId,
      kind: 'token',
      refreshHash: hashToken(token),
      expiresAt: { gt: new Date(now) },
    },
    data: { refreshHash: hashToken(refreshToken), lastSeenAt: new Date(now), expiresAt },
    select: { userId: true },
  })
  if (session) return { sessionId, userId: session.userId, refreshToken, expiresAt }
  await endStolen(services, sessionId, headers)
  throw notGood()
}

/** A token that is not the newest was used before: by a thief, or its owner after a thief. Neither goes on (RFC 9700, 4.14.2). */
async function endStolen({ prisma }: Services, id: string, headers: Headers): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const session = await transaction.session.findUnique({ where: { id, kind: 'token' } })
    if (!session) return
    const { count } = await transaction.session.deleteMany({ where: { id } })
    if (count === 0) return
    await recordAudit(transaction, {
      action: 'sign_out',
      workspaceId: session.workspaceId,
      userId: session.userId,
      detail: { reason: 'refresh_token_not_good' },
      headers,
    })
  })
}

const notGood = () =>
  new SkeinError(
    'wrong_credentials',
    'This refresh token is not good: it was used before, or its session has ended. Sign in again.',
  )
