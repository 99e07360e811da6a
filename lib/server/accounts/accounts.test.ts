import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createThreadSchema } from '@/lib/core/thread/thread'
import { acceptInvitation } from '@/lib/server/commands/accept-invitation'
import { checkCredentials } from '@/lib/server/commands/check-credentials'
import { createGuest } from '@/lib/server/commands/create-guest'
import { createThread } from '@/lib/server/commands/create-thread'
import { setUp } from '@/lib/server/commands/set-up'
import { signIn } from '@/lib/server/commands/sign-in'
import { signInWithProvider } from '@/lib/server/commands/sign-in-with-provider'
import { signUp } from '@/lib/server/commands/sign-up'
import { hashToken, newToken } from '@/lib/server/auth/secret-token'
import { needsSetup, setupCode } from '@/lib/server/auth/setup'
import type { Services } from '@/lib/server/services'
import { databaseKinds, hasDatabase } from '@/e2e/support/test-database'
import { openTestServices } from '@/e2e/support/test-services'

const headers = new Headers({ 'user-agent': 'Test' })
const password = 'correct horse battery'
const refused = expect.objectContaining({ code: 'sign_up_refused' })
const dayMs = 86_400_000
const mine = createThreadSchema.parse({ title: 'Mine' })

describe.each(databaseKinds.filter(hasDatabase))('accounts, on %s', (kind) => {
  let test: Awaited<ReturnType<typeof openTestServices>>
  let services: Services
  let home: string

  beforeAll(async () => {
    test = await openTestServices(kind, {
      ALLOWED_HOSTS: 'skein.example',
      AUTH_GUESTS: 'true',
      AUTH_SIGNUP: 'invitation',
    })
    services = test.services
    home = services.localActor.workspaceId
  })
  afterAll(() => test.drop())

  const withSignUp = (AUTH_SIGNUP: 'open' | 'closed'): Services => ({
    ...services,
    env: { ...services.env, AUTH_SIGNUP },
  })
  const person = (name: string) => ({ name, email: `${name}@example.org`, password })
  const open = (name: string, guestId: string | null = null) =>
    signUp(withSignUp('open'), { input: person(name), invitation: null, guestId, headers })
  const membershipsOf = (userId: string) =>
    services.prisma.membership.findMany({
      where: { userId },
      select: { workspaceId: true, role: true },
    })
  const newWorkspace = () =>
    services.prisma.workspace.create({ data: { id: v7(), name: 'Lab' }, select: { id: true } })

  async function invite(
    given: { email?: string; workspaceId?: string; invitedById?: string; expiresAt?: Date } = {},
  ) {
    const token = newToken()
    await services.prisma.invitation.create({
      data: {
        id: v7(),
        tokenHash: hashToken(token),
        role: 'admin',
        workspaceId: home,
        invitedById: services.localActor.userId,
        expiresAt: new Date(Date.now() + dayMs),
        ...given,
      },
    })
    return token
  }

  it('makes the first one with the code alone, once, of the person who was there before', async () => {
    expect(await needsSetup(services)).toBe(true)
    const input = { ...person('first'), code: 'NOPE-NOPE' }
    await expect(setUp(services, input, headers)).rejects.toMatchObject({ code: 'wrong_code' })
    expect(await needsSetup(services)).toBe(true)
    const code = setupCode(services)?.toLowerCase() ?? ''
    const tries = await Promise.allSettled(
      ['a', 'b'].map((name) => setUp(services, { ...person(name), code }, headers)),
    )
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await needsSetup(services)).toBe(false)
    await expect(setUp(services, { ...input, code }, headers)).rejects.toMatchObject({
      code: 'already_set_up',
    })
    const { userId } = services.localActor
    const user = await services.prisma.user.findUniqueOrThrow({ where: { id: userId } })
    expect(user).toMatchObject({ isAdministrator: true })
    expect(user.passwordHash).not.toContain(password)
  })

  it('are not made without an invitation, and with one once', async () => {
    const input = person('invited')
    await expect(
      signUp(services, { input, invitation: null, guestId: null, headers }),
    ).rejects.toEqual(refused)
    const invitation = await invite()
    const { id } = await signUp(services, { input, invitation, guestId: null, headers })
    expect(await membershipsOf(id)).toEqual([{ workspaceId: home, role: 'admin' }])
    const again = { input: person('again'), invitation, guestId: null, headers }
    await expect(signUp(services, again)).rejects.toEqual(refused)
  })

  it('are not made by an invitation that ran out or is for somebody else', async () => {
    const old = await invite({ expiresAt: new Date(Date.now() - 1) })
    const others = await invite({ email: 'other@example.org' })
    for (const invitation of [old, others, newToken()]) {
      const input = person('uninvited')
      await expect(signUp(services, { input, invitation, guestId: null, headers })).rejects.toEqual(
        refused,
      )
    }
    expect(await services.prisma.user.count({ where: { name: 'uninvited' } })).toBe(0)
  })

  it('count as confirmed when an administrator of the server made the invitation for their address', async () => {
    const { id: workspaceId } = await newWorkspace()
    const invitation = await invite({ email: 'confirmed@example.org', workspaceId })
    const { id } = await signUp(services, {
      input: person('confirmed'),
      invitation,
      guestId: null,
      headers,
    })
    const user = await services.prisma.user.findUniqueOrThrow({ where: { id } })
    expect(user.emailVerifiedAt).not.toBeNull()
    expect(await membershipsOf(id)).toEqual([{ workspaceId, role: 'admin' }])
  })

  it('do not count as confirmed by the invitation of anybody else, who has the link as well', async () => {
    const { id: invitedById } = await open('mallory')
    const invitation = await invite({ email: 'ceo@example.org', invitedById })
    const input = { ...person('ceo') }
    const { id } = await signUp(services, { input, invitation, guestId: null, headers })
    const ceo = await services.prisma.user.findUniqueOrThrow({ where: { id } })
    expect(ceo.emailVerifiedAt).toBeNull()
    const provider = { provider: 'oidc', subject: 'the real one', name: 'CEO', email: ceo.email }
    expect(await signInWithProvider(services, provider, { invitation: null, headers })).toEqual({
      refusal: 'password_first',
    })
  })

  it('that were removed from their last workspace come back by an invitation', async () => {
    const { id: userId } = await open('returning')
    await services.prisma.membership.deleteMany({ where: { userId } })
    const again = { userId, previous: null, provider: 'password', headers }
    await expect(signIn(services, { ...again, invitation: null })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const invitation = await invite()
    expect(await signIn(services, { ...again, invitation })).toHaveProperty('id')
    expect(await membershipsOf(userId)).toEqual([{ workspaceId: home, role: 'admin' }])
  })

  it('of guests are not taken into workspaces without an account', async () => {
    const guest = await createGuest(services)
    const { id: workspaceId } = await newWorkspace()
    const token = await invite({ workspaceId })
    const actor = asActor(guest.id)
    await expect(acceptInvitation(services, actor, { token, headers })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('have an address of their own, whatever its case, and nobody learns which is taken', async () => {
    await open('taken')
    await expect(open('taken')).rejects.toEqual(refused)
    expect(await services.prisma.user.count({ where: { email: 'taken@example.org' } })).toBe(1)
  })

  it('are not made where sign-up is closed, by invitation neither', async () => {
    const input = person('late')
    const closed = withSignUp('closed')
    for (const invitation of [null, await invite()]) {
      const account = { input, invitation, guestId: null, headers }
      await expect(signUp(closed, account)).rejects.toEqual(refused)
    }
  })

  it('are known by the password alone', async () => {
    const { id } = await open('ada')
    const { email } = person('ada')
    expect(await checkCredentials(services, { email, password }, headers)).toMatchObject({ id })
    expect(await checkCredentials(services, { email, password: 'wrong' }, headers)).toBeNull()
    expect(
      await checkCredentials(services, { email: 'x@example.org', password }, headers),
    ).toBeNull()
    const failed = await services.prisma.auditEvent.count({
      where: { action: 'sign_in.failed', userId: id },
    })
    expect(failed).toBe(1)
  })

  const asActor = (userId: string, role: 'guest' | 'member' = 'guest') => ({
    ...services.localActor,
    userId,
    role,
    isAdministrator: false,
  })
  const ownerOf = async (id: string) =>
    (await services.prisma.thread.findUniqueOrThrow({ where: { id } })).userId

  it('are made of a guest, who keeps the threads', async () => {
    const guest = await createGuest(services)
    expect(await membershipsOf(guest.id)).toEqual([{ workspaceId: home, role: 'guest' }])
    const thread = await createThread(services, asActor(guest.id), mine)
    expect(await open('grace', guest.id)).toEqual(guest)
    expect(await membershipsOf(guest.id)).toEqual([{ workspaceId: home, role: 'member' }])
    expect(await ownerOf(thread.id)).toBe(guest.id)
  })

  it('take the threads of a guest along to where they are invited, and leave no place behind', async () => {
    const guest = await createGuest(services)
    const thread = await createThread(services, asActor(guest.id), mine)
    const { id: workspaceId } = await newWorkspace()
    const invitation = await invite({ workspaceId })
    const input = person('moving')
    await signUp(services, { input, invitation, guestId: guest.id, headers })
    expect(await membershipsOf(guest.id)).toEqual([{ workspaceId, role: 'admin' }])
    const row = await services.prisma.thread.findUniqueOrThrow({ where: { id: thread.id } })
    expect(row).toMatchObject({ userId: guest.id, workspaceId })
  })

  it('take over what a guest has who signs in, with a new session', async () => {
    const { id: userId } = await open('linus')
    const guest = await createGuest(services)
    const session = await signIn(services, {
      userId: guest.id,
      previous: null,
      invitation: null,
      provider: 'guest',
      headers,
    })
    const thread = await createThread(services, asActor(guest.id), mine)
    const next = await signIn(services, {
      userId,
      previous: session.id,
      invitation: null,
      provider: 'password',
      headers,
    })
    expect(next.id).not.toBe(session.id)
    expect(await ownerOf(thread.id)).toBe(userId)
    expect(await services.prisma.user.count({ where: { id: guest.id } })).toBe(0)
    expect(await services.prisma.session.count({ where: { id: session.id } })).toBe(0)
  })

  it('are joined to another workspace by an invitation, once', async () => {
    const { id: userId } = await open('joining')
    const actor = asActor(userId, 'member')
    const { id: workspaceId } = await newWorkspace()
    const token = await invite({ workspaceId })
    await acceptInvitation(services, actor, { token, headers })
    expect(await membershipsOf(userId)).toContainEqual({ workspaceId, role: 'admin' })
    await expect(acceptInvitation(services, actor, { token, headers })).rejects.toMatchObject({
      code: 'invitation_not_found',
    })
    const home = await invite()
    await expect(acceptInvitation(services, actor, { token: home, headers })).rejects.toMatchObject(
      {
        code: 'already_member',
      },
    )
  })

  describe('by a provider', () => {
    const from = (name: string, given: { email?: string | null; subject?: string } = {}) => ({
      provider: 'oidc',
      subject: name,
      name,
      email: `${name}@example.org`,
      ...given,
    })
    const come = (who: ReturnType<typeof from>, invitation: string | null = null, on = services) =>
      signInWithProvider(on, who, { invitation, headers })

    it('are not made for strangers, but for whom an invitation lets in', async () => {
      expect(await come(from('olga'))).toEqual({ refusal: 'not_invited' })
      const made = await come(from('olga'), await invite({ email: 'olga@example.org' }))
      expect(made).toHaveProperty('id')
      expect(await come(from('olga', { email: null }))).toEqual(made)
    })

    it('are not made or found by an address that is not confirmed', async () => {
      const open = withSignUp('open')
      expect(await come(from('nina', { email: null }), null, open)).toEqual({
        refusal: 'unconfirmed_email',
      })
    })

    it('are not handed over when their own address was never confirmed', async () => {
      const { id } = await open('victim')
      expect(await come(from('victim'))).toEqual({ refusal: 'password_first' })
      const data = { emailVerifiedAt: new Date() }
      await services.prisma.user.update({ where: { id }, data })
      expect(await come(from('victim'))).toEqual({ id })
    })
  })
})
