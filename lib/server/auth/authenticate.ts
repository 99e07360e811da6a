import { getToken } from 'next-auth/jwt'

import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { readAccessToken } from '@/lib/server/auth/access-tokens'
import { apiKeyPrefix } from '@/lib/server/auth/api-keys'
import { hashToken } from '@/lib/server/auth/secret-token'
import type { Services } from '@/lib/server/services'

/** A use of a key or session is noted no more often, in seconds. */
const noteEvery = 60

/**
 * Who asks, by an API key, a bearer token or the session's cookie, in this order; null without any of them. Throws
 * `unauthenticated` for credentials that are not good.
 */
export async function authenticate(services: Services, headers: Headers): Promise<Actor | null> {
  if (services.env.AUTH_MODE === 'none') return services.localActor
  const given = credentialsIn(headers)
  if (given === null) return sessionActor(services, await sessionOfCookie(services, headers))
  const actor = given.startsWith(apiKeyPrefix)
    ? await keyActor(services, given, headers)
    : await tokenActor(services, given)
  if (actor) return actor
  throw new SkeinError(
    'unauthenticated',
    'These credentials are not good: the key or token is unknown, has expired or was revoked.',
  )
}

function credentialsIn(headers: Headers): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  return bearer ?? headers.get('x-api-key')
}

/** Whether the request comes by TLS, as far as a proxy that is trusted says. */
export const isSecure = (headers: Headers): boolean => headers.get('x-forwarded-proto') === 'https'

/** The session of next-auth's cookie, unchecked. A page of another origin cannot use it, whoever let that page in. */
export async function sessionOfCookie(
  { authSecret }: Pick<Services, 'authSecret'>,
  headers: Headers,
): Promise<string | null> {
  const origin = headers.get('origin')
  if (origin !== null && URL.canParse(origin) && new URL(origin).host !== headers.get('host')) {
    return null
  }
  const token = await getToken({
    req: { headers },
    secret: authSecret,
    secureCookie: isSecure(headers),
  })
  return typeof token?.sid === 'string' ? token.sid : null
}

type Found = Pick<Actor, 'userId' | 'workspaceId' | 'role' | 'isAdministrator'>

async function sessionActor(
  { prisma, clock }: Services,
  sessionId: string | null,
): Promise<Actor | null> {
  if (sessionId === null) return null
  const now = new Date(clock.now())
  const [row] = await prisma.$queryRaw<(Found & { isStale: boolean })[]>`
    SELECT s.user_id AS "userId", s.workspace_id AS "workspaceId", m.role::text AS role,
      u.is_administrator AS "isAdministrator", s.last_seen_at < ${now}::timestamptz - make_interval(secs => ${noteEvery}) AS "isStale"
    FROM session s JOIN "user" u ON u.id = s.user_id
      JOIN membership m ON m.user_id = s.user_id AND m.workspace_id = s.workspace_id
    WHERE s.id = ${sessionId}::uuid AND s.expires_at > ${now}`
  if (!row) return null
  const { isStale, ...found } = row
  if (isStale) {
    await prisma.session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: now } })
  }
  return { ...found, scope: 'admin', sessionId, keyId: null }
}

async function keyActor(
  { prisma, clock }: Services,
  key: string,
  headers: Headers,
): Promise<Actor | null> {
  const now = new Date(clock.now())
  const [row] = await prisma.$queryRaw<
    (Found & { keyId: string; scope: Actor['scope']; isStale: boolean })[]
  >`
    SELECT k.id AS "keyId", k.user_id AS "userId", k.workspace_id AS "workspaceId", m.role::text AS role,
      u.is_administrator AS "isAdministrator", k.scope::text AS scope,
      coalesce(k.last_used_at < ${now}::timestamptz - make_interval(secs => ${noteEvery}), true) AS "isStale"
    FROM api_key k JOIN "user" u ON u.id = k.user_id
      JOIN membership m ON m.user_id = k.user_id AND m.workspace_id = k.workspace_id
    WHERE k.hash = ${hashToken(key)} AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ${now})`
  if (!row) return null
  const { isStale, ...found } = row
  if (isStale) await noteKeyUse(prisma, { now, headers, ...found })
  return { ...found, sessionId: null }
}

type KeyUse = { keyId: string; userId: string; workspaceId: string; now: Date; headers: Headers }

async function noteKeyUse(
  prisma: Services['prisma'],
  { keyId, userId, workspaceId, now, headers }: KeyUse,
): Promise<void> {
  const { count } = await prisma.apiKey.updateMany({
    where: { id: keyId, lastUsedAt: null },
    data: { lastUsedAt: now },
  })
  if (count === 0) {
    await prisma.apiKey.updateMany({ where: { id: keyId }, data: { lastUsedAt: now } })
    return
  }
  const detail = { key_id: keyId }
  await recordAudit(prisma, { action: 'key.first_used', workspaceId, userId, detail, headers })
}

async function tokenActor(services: Services, token: string): Promise<Actor | null> {
  const { authSecret, outsideTokens, prisma } = services
  if (outsideTokens?.isOfIssuer(token)) {
    const email = await outsideTokens.read(token)
    return email === null ? null : outsideActor(prisma, email)
  }
  const own = await readAccessToken(authSecret, token)
  return own === null ? null : sessionActor(services, own.sessionId)
}

/** Somebody whom an outside issuer vouches for, in the first workspace that they were in. */
async function outsideActor(prisma: Services['prisma'], email: string): Promise<Actor | null> {
  const [row] = await prisma.$queryRaw<Found[]>`
    SELECT u.id AS "userId", m.workspace_id AS "workspaceId", m.role::text AS role, u.is_administrator AS "isAdministrator"
    FROM "user" u JOIN membership m ON m.user_id = u.id
    WHERE u.email = ${email} AND u.email_verified_at IS NOT NULL
    ORDER BY m.created_at LIMIT 1`
  return row ? { ...row, scope: 'admin', sessionId: null, keyId: null } : null
}
