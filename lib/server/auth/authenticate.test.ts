import { encode } from 'next-auth/jwt'
import { OAuth2Server } from 'oauth2-mock-server'
import { v4, v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { accessTokenSeconds, signAccessToken } from '@/lib/server/auth/access-tokens'
import { newApiKey } from '@/lib/server/auth/api-keys'
import { authenticate } from '@/lib/server/auth/authenticate'
import { createSession } from '@/lib/server/auth/sessions'
import type { Services } from '@/lib/server/services'
import { databaseKinds, hasDatabase } from '@/e2e/support/test-database'
import { openTestServices } from '@/e2e/support/test-services'

const audience = 'skein-test'
const environmentKey = 'sk_skein_key-of-the-environment'
const cookieName = 'authjs.session-token'

describe.each(databaseKinds.filter(hasDatabase))('who asks, on %s', (kind) => {
  let test: Awaited<ReturnType<typeof openTestServices>>
  let services: Services
  let issuer: OAuth2Server
  let userId: string
  let workspaceId: string

  beforeAll(async () => {
    issuer = new OAuth2Server()
    await issuer.issuer.keys.generate('RS256')
    await issuer.start(0, '127.0.0.1')
    test = await openTestServices(kind, {
      SKEIN_API_KEY: environmentKey,
      OIDC_ISSUER: issuer.issuer.url ?? '',
      OIDC_AUDIENCE: audience,
    })
    services = test.services
    ;({ workspaceId } = services.localActor)
    userId = v7()
    await services.prisma.user.create({
      data: {
        id: userId,
        name: 'Ada',
        email: 'ada@example.org',
        emailVerifiedAt: new Date(),
        memberships: { create: { workspaceId, role: 'member' } },
      },
    })
  })
  afterAll(async () => {
    await issuer.stop()
    await test.drop()
  })

  const ask = (headers: Record<string, string>) => authenticate(services, new Headers(headers))
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  const refused = expect.objectContaining({ code: 'unauthenticated' })

  const newSession = (kind: 'browser' | 'token' = 'browser') =>
    createSession(services, { userId, kind, headers: new Headers({ 'user-agent': 'Test' }) })

  async function cookieOf(sid: string) {
    const secret = services.authSecret
    return `${cookieName}=${await encode({ token: { sid }, secret, salt: cookieName })}`
  }

  async function makeKey(data: { scope?: 'read' | 'chat' | 'admin'; expiresAt?: Date } = {}) {
    const { key, ...stored } = newApiKey()
    const row = { id: v7(), name: 'Test', scope: 'chat' as const, userId, workspaceId }
    await services.prisma.apiKey.create({ data: { ...row, ...stored, ...data } })
    return { key, id: row.id }
  }

  it('is nobody without credentials', async () => {
    expect(await ask({})).toBeNull()
  })

  it('knows the session of a cookie until it ends', async () => {
    const { id } = await newSession()
    const cookie = await cookieOf(id)
    expect(await ask({ cookie })).toEqual({
      userId,
      workspaceId,
      role: 'member',
      isAdministrator: false,
      scope: 'admin',
      sessionId: id,
      keyId: null,
    })
    await services.prisma.session.delete({ where: { id } })
    expect(await ask({ cookie })).toBeNull()
  })

  it('heeds no cookie that somebody else made, or that names a session which never was', async () => {
    const { id } = await newSession()
    const forged = await encode({ token: { sid: id }, secret: 'x'.repeat(43), salt: cookieName })
    expect(await ask({ cookie: `${cookieName}=${forged}` })).toBeNull()
    expect(await ask({ cookie: await cookieOf(v4()) })).toBeNull()
  })

  it('heeds no cookie that the page of another origin sends', async () => {
    const cookie = await cookieOf((await newSession()).id)
    const host = 'localhost:3000'
    expect(await ask({ cookie, host, origin: 'http://localhost:5173' })).toBeNull()
    expect(await ask({ cookie, host, origin: 'http://localhost:3000' })).not.toBeNull()
  })

  it('heeds no session that has run out, or of somebody who left the workspace', async () => {
    const { id } = await newSession()
    const cookie = await cookieOf(id)
    const where = { workspaceId_userId: { workspaceId, userId } }
    await services.prisma.membership.delete({ where })
    expect(await ask({ cookie })).toBeNull()
    await services.prisma.membership.create({ data: { workspaceId, userId, role: 'member' } })
    expect(await ask({ cookie })).not.toBeNull()
    await services.prisma.session.update({ where: { id }, data: { expiresAt: new Date(0) } })
    expect(await ask({ cookie })).toBeNull()
  })

  it('knows an API key in both headers, with its scope, and notes when it was used', async () => {
    const { key, id } = await makeKey({ scope: 'read' })
    const actor = { userId, workspaceId, scope: 'read', keyId: id, sessionId: null }
    expect(await ask(bearer(key))).toMatchObject(actor)
    expect(await ask({ 'x-api-key': key })).toMatchObject(actor)
    const row = await services.prisma.apiKey.findUniqueOrThrow({ where: { id } })
    expect(row.lastUsedAt).not.toBeNull()
    expect(JSON.stringify(row)).not.toContain(key)
    const events = await services.prisma.auditEvent.findMany({
      where: { action: 'key.first_used', detail: { path: ['key_id'], equals: id } },
    })
    expect(events).toHaveLength(1)
  })

  it('refuses keys that are unknown, have run out or were revoked', async () => {
    const { key: expired } = await makeKey({ expiresAt: new Date(Date.now() - 1) })
    const { key: revoked, id } = await makeKey()
    await services.prisma.apiKey.update({ where: { id }, data: { revokedAt: new Date() } })
    for (const key of [expired, revoked, newApiKey().key, 'sk_skein_']) {
      await expect(ask(bearer(key))).rejects.toEqual(refused)
    }
  })

  it('knows the key of the environment as the first administrator’s', async () => {
    const { userId: administrator } = services.localActor
    expect(await ask({ 'x-api-key': environmentKey })).toMatchObject({
      userId: administrator,
      isAdministrator: true,
      scope: 'admin',
    })
  })

  it('knows a token of its own until it or its session ends', async () => {
    const { id: sessionId } = await newSession('token')
    const now = Date.now()
    const token = await signAccessToken(services.authSecret, { userId, sessionId, now })
    expect(await ask(bearer(token))).toMatchObject({ userId, sessionId })
    const old = now - accessTokenSeconds * 1000 - 1000
    const expired = await signAccessToken(services.authSecret, { userId, sessionId, now: old })
    const [head, , signature] = token.split('.')
    const claims = Buffer.from(JSON.stringify({ sub: userId, sid: sessionId })).toString(
      'base64url',
    )
    const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
    for (const bad of [expired, `${head}.${claims}.${signature}`, `${unsigned}.${claims}.`, 'x']) {
      await expect(ask(bearer(bad))).rejects.toEqual(refused)
    }
    await services.prisma.session.delete({ where: { id: sessionId } })
    expect(await ask(bearer(token)).catch((error) => error.code)).toBe('unauthenticated')
  })

  const outside = (claims: Record<string, unknown>) =>
    issuer.issuer.buildToken({
      scopesOrTransform: (_header, payload) => Object.assign(payload, { aud: audience }, claims),
    })

  it('takes an outside issuer’s token for a confirmed address that has an account', async () => {
    const token = await outside({ email: 'Ada@example.org', email_verified: true })
    expect(await ask(bearer(token))).toMatchObject({ userId, workspaceId, sessionId: null })
  })

  it('refuses outside tokens that are not confirmed, for others, expired, or unknown', async () => {
    const ada = { email: 'ada@example.org', email_verified: true }
    const stranger = new OAuth2Server()
    await stranger.issuer.keys.generate('RS256')
    stranger.issuer.url = issuer.issuer.url
    const refusals = [
      await outside({ ...ada, email_verified: false }),
      await outside({ email: ada.email }),
      await outside({ ...ada, aud: 'another' }),
      await outside({ ...ada, exp: 1 }),
      await outside({ ...ada, email: 'nobody@example.org' }),
      await stranger.issuer.buildToken({
        scopesOrTransform: (_header, payload) => Object.assign(payload, { aud: audience }, ada),
      }),
    ]
    for (const token of refusals) await expect(ask(bearer(token))).rejects.toEqual(refused)
    const where = { id: userId }
    await services.prisma.user.update({ where, data: { emailVerifiedAt: null } })
    await expect(ask(bearer(await outside(ada)))).rejects.toEqual(refused)
    await services.prisma.user.update({ where, data: { emailVerifiedAt: new Date() } })
  })
})
