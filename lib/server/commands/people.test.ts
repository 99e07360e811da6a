import { v4, v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Actor } from '@/lib/core/access/actor'
import { createInvitationSchema } from '@/lib/core/access/invitation'
import type { AccountRole } from '@/lib/core/access/member'
import { defaultPreferences, type PatchPreferences } from '@/lib/core/access/preferences'
import { errorStatus, SkeinError } from '@/lib/core/errors'
import { signAccessToken } from '@/lib/server/auth/access-tokens'
import { authenticate } from '@/lib/server/auth/authenticate'
import { authorize } from '@/lib/server/auth/authorize'
import { hashPassword } from '@/lib/server/auth/password'
import { createSession } from '@/lib/server/auth/sessions'
import { acceptInvitation } from '@/lib/server/commands/accept-invitation'
import { changePassword } from '@/lib/server/commands/change-password'
import { createInvitation } from '@/lib/server/commands/create-invitation'
import { createKey } from '@/lib/server/commands/create-key'
import { createThread } from '@/lib/server/commands/create-thread'
import { createWorkspace } from '@/lib/server/commands/create-workspace'
import { deleteUser } from '@/lib/server/commands/delete-user'
import { endOwnSession } from '@/lib/server/commands/end-own-session'
import { endSessions } from '@/lib/server/commands/end-sessions'
import { getCurrentUser } from '@/lib/server/commands/get-current-user'
import { getProfile } from '@/lib/server/commands/get-profile'
import { getUsage } from '@/lib/server/commands/get-usage'
import { grantToken } from '@/lib/server/commands/grant-token'
import { listAudit } from '@/lib/server/commands/list-audit'
import { listInvitations } from '@/lib/server/commands/list-invitations'
import { listKeys } from '@/lib/server/commands/list-keys'
import { listMembers } from '@/lib/server/commands/list-members'
import { listSessions } from '@/lib/server/commands/list-sessions'
import { listWorkspaceKeys } from '@/lib/server/commands/list-workspace-keys'
import { listWorkspaces } from '@/lib/server/commands/list-workspaces'
import { removeMember } from '@/lib/server/commands/remove-member'
import { revokeInvitation } from '@/lib/server/commands/revoke-invitation'
import { revokeKey } from '@/lib/server/commands/revoke-key'
import { switchWorkspace } from '@/lib/server/commands/switch-workspace'
import { updateProfile } from '@/lib/server/commands/update-profile'
import { updateMember } from '@/lib/server/commands/update-member'
import { updateWorkspace } from '@/lib/server/commands/update-workspace'
import type { Services } from '@/lib/server/services'
import { databaseKinds, hasDatabase } from '@/e2e/support/test-database'
import { openTestServices } from '@/e2e/support/test-services'

const headers = new Headers({ 'user-agent': 'test' })
const nothing = '019a0000-0000-7000-8000-000000000000'
const password = 'a long password'

describe.each(databaseKinds)('people in %s', (kind) => {
  const run = hasDatabase(kind)
  let services: Services
  let drop: () => Promise<void>
  let passwordHash: string
  beforeAll(async () => {
    if (!run) return
    const limits = { LIMIT_SIGN_IN: 'off', LIMIT_SIGN_UP: 'off' }
    passwordHash = await hashPassword(password)
    ;({ services, drop } = await openTestServices(kind, limits))
  }, 60_000)
  afterAll(() => drop?.())
  const test = it.skipIf(!run)

  type Person = { id: string; email: string; actor: Actor; token: string }

  const actorOf = async (token: string): Promise<Actor> => {
    const asked = new Headers({ authorization: `Bearer ${token}` })
    const actor = await authenticate(services, asked)
    if (!actor) throw new Error('Nobody asks.')
    return actor
  }

  const signInAs = (email: string) =>
    grantToken(services, { grant_type: 'password', email, password }, headers)

  /** Somebody with an account and a session; deriving a password's hash for each would take most of the time. */
  async function newPerson(): Promise<Person> {
    const { prisma, authSecret, localActor } = services
    const email = `${v4()}@example.com`
    const membership = { workspaceId: localActor.workspaceId, role: 'member' } as const
    const { id } = await prisma.user.create({
      data: {
        id: v7(),
        name: 'Somebody',
        email,
        passwordHash,
        memberships: { create: membership },
      },
    })
    const session = await createSession(services, { userId: id, kind: 'token', headers })
    const signed = { userId: id, sessionId: session.id, now: Date.now() }
    const token = await signAccessToken(authSecret, signed)
    return { id, email, token, actor: await actorOf(token) }
  }

  /** A workspace of an owner with somebody of each of these roles; all look at it. */
  async function newWorkspace(...roles: AccountRole[]): Promise<{ id: string; people: Person[] }> {
    const owner = await newPerson()
    const { id } = await createWorkspace(services, owner.actor, { name: 'Engines' }, headers)
    const people = [owner]
    for (const role of roles) {
      const person = await newPerson()
      await services.prisma.membership.create({
        data: { workspaceId: id, userId: person.id, role },
      })
      people.push(person)
    }
    for (const person of people) {
      await switchWorkspace(services, person.actor, id)
      person.actor = await actorOf(person.token)
    }
    return { id, people }
  }

  const refusal = async (promise: Promise<unknown>): Promise<string> => {
    const error = await promise.then(
      () => null,
      (reason: unknown) => reason,
    )
    if (error === null) return 'done'
    if (error instanceof SkeinError) return error.code
    throw error
  }

  const auditOf = (userId: string) =>
    services.prisma.auditEvent.findMany({ where: { userId }, orderBy: { id: 'desc' } })

  describe('tokens', () => {
    const refresh = (refresh_token: string) =>
      grantToken(services, { grant_type: 'refresh_token', refresh_token }, headers)

    /** Somebody who has just signed in. */
    async function newClient() {
      const { id, email } = await newPerson()
      const token = await signInAs(email)
      return { id, token, actor: await actorOf(token.access_token) }
    }

    test('a refresh token is good once and the next one goes on', async () => {
      const { token, actor } = await newClient()
      const next = await refresh(token.refresh_token)
      expect(next.refresh_token).not.toBe(token.refresh_token)
      expect(await actorOf(next.access_token)).toEqual(actor)
      expect((await refresh(next.refresh_token)).token_type).toBe('Bearer')
    })

    test('a refresh token that comes again ends its session and is written down', async () => {
      const { id, token } = await newClient()
      const next = await refresh(token.refresh_token)
      expect(await refusal(refresh(token.refresh_token))).toBe('wrong_credentials')
      expect(await refusal(refresh(next.refresh_token))).toBe('wrong_credentials')
      expect(await refusal(actorOf(next.access_token))).toBe('unauthenticated')
      const [event, ...others] = await auditOf(id)
      expect(event).toMatchObject({
        action: 'sign_out',
        detail: { reason: 'refresh_token_not_good' },
      })
      expect(others.filter(({ action }) => action === 'sign_out')).toEqual([])
    })

    test('a refresh token that was guessed ends nothing', async () => {
      const { token } = await newClient()
      const guessed = token.refresh_token.slice(0, -86) + 'x'.repeat(86)
      expect(await refusal(refresh(guessed))).toBe('wrong_credentials')
      expect(await refusal(refresh(token.refresh_token))).toBe('done')
    })

    test('of several that refresh with one token at once exactly one gets another', async () => {
      const { token } = await newClient()
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => refusal(refresh(token.refresh_token))),
      )
      expect(answers.toSorted()).toEqual(['done', ...Array(4).fill('wrong_credentials')])
    })

    test('a refresh token of a session that has expired is good no more', async () => {
      const { token, actor } = await newClient()
      const data = { expiresAt: new Date(Date.now() - 1000) }
      await services.prisma.session.update({ where: { id: actor.sessionId ?? '' }, data })
      expect(await refusal(refresh(token.refresh_token))).toBe('wrong_credentials')
    })

    test('what is no refresh token, or the session of a browser, gets nothing and ends nothing', async () => {
      const { token, actor } = await newClient()
      const sessionId = actor.sessionId ?? ''
      const where = { id: sessionId }
      await services.prisma.session.update({ where, data: { kind: 'browser' } })
      for (const wrong of ['', 'sr_', token.access_token, token.refresh_token]) {
        expect(await refusal(refresh(wrong)), wrong).toBe('wrong_credentials')
      }
      expect(await services.prisma.session.count({ where })).toBe(1)
    })

    test('an unknown address and a wrong password are refused with the same words', async () => {
      const { email } = await newPerson()
      const wordsFor = (asked: { email: string; password: string }) =>
        grantToken(services, { grant_type: 'password', ...asked }, headers).then(
          () => 'let in',
          (error: SkeinError) => `${error.code} ${error.message}`,
        )
      const wrong = await wordsFor({ email, password: 'not the password' })
      expect(wrong).toContain('wrong_credentials')
      expect(await wordsFor({ email: `${v4()}@example.com`, password })).toBe(wrong)
      expect(await wordsFor({ email, password: '' })).toBe(wrong)
    })
  })

  describe('sessions', () => {
    test('end only when they are one’s own', async () => {
      const [one, other] = [await newPerson(), await newPerson()]
      const id = other.actor.sessionId ?? ''
      const end = (person: Person) =>
        refusal(endOwnSession(services, person.actor, { id, headers }))
      expect(await end(one)).toBe('session_not_found')
      expect(await end(other)).toBe('done')
      expect(await end(other)).toBe('session_not_found')
      expect(await refusal(actorOf(other.token))).toBe('unauthenticated')
    })

    test('are listed, and end everywhere but here', async () => {
      const { actor, email, token } = await newPerson()
      const elsewhere = await signInAs(email)
      const { data } = await listSessions(services, actor)
      expect(
        data.map(({ id, is_current: isCurrent }) => [id === actor.sessionId, isCurrent]),
      ).toEqual(
        expect.arrayContaining([
          [true, true],
          [false, false],
        ]),
      )
      expect(data).toHaveLength(2)
      await endSessions(services, actor, headers)
      expect(await refusal(actorOf(elsewhere.access_token))).toBe('unauthenticated')
      expect(await actorOf(token)).toEqual(actor)
    })

    test('end with a new password, which the old one is needed for', async () => {
      const { actor, email, token } = await newPerson()
      const elsewhere = await signInAs(email)
      const change = (current: string | null) =>
        refusal(
          changePassword(
            services,
            actor,
            { current_password: current, new_password: 'another password' },
            headers,
          ),
        )
      expect([await change('wrong'), await change(null)]).toEqual([
        'wrong_credentials',
        'wrong_credentials',
      ])
      await actorOf(elsewhere.access_token)
      expect(await change(password)).toBe('done')
      expect(await refusal(actorOf(elsewhere.access_token))).toBe('unauthenticated')
      expect(await actorOf(token)).toEqual(actor)
      expect(await refusal(signInAs(email))).toBe('wrong_credentials')
    })

    test('and not an API key give an account its first password', async () => {
      const { id, actor, email } = await newPerson()
      await services.prisma.user.update({ where: { id }, data: { passwordHash: null } })
      const { key } = await createKey(services, actor, { name: 'Key', scope: 'admin' }, headers)
      const first = { new_password: password }
      const byKey = changePassword(services, await actorOf(key), first, headers)
      expect(await refusal(byKey)).toBe('forbidden')
      expect(await refusal(changePassword(services, actor, first, headers))).toBe('done')
      await signInAs(email)
    })
  })

  describe('keys', () => {
    test('are good as far as their scope, until they are revoked or run out', async () => {
      const { actor } = await newPerson()
      const { prisma } = services
      for (const [scope, allowed] of [
        ['read', ['read']],
        ['chat', ['read', 'chat']],
        ['admin', ['read', 'chat', 'account']],
      ] as const) {
        const { key, id, ...shown } = await createKey(
          services,
          actor,
          { name: 'Key', scope },
          headers,
        )
        const asking = await actorOf(key)
        expect(asking).toMatchObject({ userId: actor.userId, scope, keyId: id, sessionId: null })
        for (const access of ['read', 'chat', 'account'] as const) {
          const may = await refusal((async () => authorize(asking, access))())
          expect([scope, access, may]).toEqual([
            scope,
            access,
            (allowed as readonly string[]).includes(access) ? 'done' : 'forbidden',
          ])
        }
        expect(key.endsWith(shown.hint)).toBe(true)
        const row = await prisma.apiKey.findUniqueOrThrow({ where: { id } })
        expect(JSON.stringify(row)).not.toContain(key)
        const { data } = await listKeys(services, actor)
        expect(data[0]).toEqual({ id, ...shown, last_used_at: expect.any(String) })
        await revokeKey(services, actor, { id, headers })
        expect(await refusal(actorOf(key))).toBe('unauthenticated')
        expect((await listKeys(services, actor)).data).toEqual([])
        expect(await refusal(revokeKey(services, actor, { id, headers }))).toBe('key_not_found')
      }
      const expires_at = new Date(Date.now() + 60_000).toISOString()
      const input = { name: 'Key', scope: 'read' as const, expires_at }
      const { key, id } = await createKey(services, actor, input, headers)
      await actorOf(key)
      await prisma.apiKey.update({ where: { id }, data: { expiresAt: new Date(0) } })
      expect(await refusal(actorOf(key))).toBe('unauthenticated')
      expect((await listKeys(services, actor)).data).toEqual([])
      const late = createKey(
        services,
        actor,
        { ...input, expires_at: '2020-01-01T00:00:00Z' },
        headers,
      )
      expect(await refusal(late)).toBe('validation_failed')
    })

    test('are revoked by their owner and by who runs the workspace, and by nobody else', async () => {
      const { people } = await newWorkspace('admin', 'member', 'member')
      const [owner, admin, member, other] = people as [Person, Person, Person, Person]
      const outsider = (await newWorkspace()).people[0]!
      const input = { name: 'Key', scope: 'read' as const }
      const revoke = async (person: Person) => {
        const { id } = await createKey(services, member.actor, input, headers)
        return refusal(revokeKey(services, person.actor, { id, headers }))
      }
      expect(await revoke(outsider)).toBe('key_not_found')
      expect(await revoke(other)).toBe('key_not_found')
      expect((await listWorkspaceKeys(services, admin.actor)).data).toMatchObject([
        { user: { id: member.id, email: member.email } },
        { user: { id: member.id } },
      ])
      expect((await listWorkspaceKeys(services, outsider.actor)).data).toEqual([])
      expect(await revoke(member)).toBe('done')
      expect(await revoke(admin)).toBe('done')
      expect(await revoke(owner)).toBe('done')
    })

    test('see no workspace but their own', async () => {
      const { id, people } = await newWorkspace()
      const { actor } = people[0]!
      const { key } = await createKey(services, actor, { name: 'Key', scope: 'admin' }, headers)
      const asking = await actorOf(key)
      expect((await getCurrentUser(services, actor)).workspaces).toHaveLength(2)
      expect((await getCurrentUser(services, asking)).workspaces.map((one) => one.id)).toEqual([id])
      expect((await listWorkspaces(services, asking)).data.map((one) => one.id)).toEqual([id])
      const home = services.localActor.workspaceId
      expect(await refusal(switchWorkspace(services, asking, home))).toBe('forbidden')
    })
  })

  describe('members', () => {
    const roles = ['owner', 'admin', 'member'] as const

    test('have their roles changed by owners alone', async () => {
      const { people } = await newWorkspace(...roles, ...roles)
      const [owner, , admin, member] = people as [Person, Person, Person, Person]
      for (const [asking, outcome] of [
        [owner, 'done'],
        [admin, 'forbidden'],
        [member, 'forbidden'],
      ] as const) {
        for (const target of people.slice(4)) {
          for (const role of roles) {
            const change = updateMember(services, asking.actor, { id: target.id, role, headers })
            expect(await refusal(change)).toBe(outcome)
          }
        }
      }
    })

    test('are removed by owners, by admins if they are neither, and by themselves', async () => {
      const expected = {
        owner: { owner: 'done', admin: 'done', member: 'done' },
        admin: { owner: 'forbidden', admin: 'forbidden', member: 'done' },
        member: { owner: 'forbidden', admin: 'forbidden', member: 'forbidden' },
      }
      const { people } = await newWorkspace(...roles)
      const asking = people.slice(1)
      for (const [index, own] of roles.entries()) {
        for (const theirs of roles) {
          const target = await newPerson()
          const { workspaceId } = people[0]!.actor
          await services.prisma.membership.create({
            data: { workspaceId, userId: target.id, role: theirs },
          })
          const { actor } = asking[index]!
          const outcome = await refusal(removeMember(services, actor, { id: target.id, headers }))
          expect([own, theirs, outcome]).toEqual([own, theirs, expected[own][theirs]])
        }
      }
      for (const { actor, id } of asking) {
        expect(await refusal(removeMember(services, actor, { id, headers }))).toBe('done')
      }
    })

    test('of another workspace are not found', async () => {
      const [one, other] = [await newWorkspace(), await newWorkspace('member')]
      const { actor } = one.people[0]!
      const { id } = other.people[1]!
      const change = updateMember(services, actor, { id, role: 'admin', headers })
      expect(await refusal(change)).toBe('member_not_found')
      const removal = removeMember(services, actor, { id, headers })
      expect(await refusal(removal)).toBe('member_not_found')
    })

    test('leave no workspace without an owner', async () => {
      const { id, people } = await newWorkspace('owner', 'member')
      const [one, other] = people as [Person, Person]
      // Both give up at once; one of them must stay.
      const stepDown = ({ actor, id: own }: Person) =>
        refusal(updateMember(services, actor, { id: own, role: 'member', headers }))
      const outcomes = await Promise.all([stepDown(one), stepDown(other)])
      expect(outcomes.toSorted()).toEqual(['done', 'last_owner'])
      const owners = await services.prisma.membership.findMany({
        where: { workspaceId: id, role: 'owner' },
      })
      expect(owners).toHaveLength(1)
      const last = people.find((person) => person.id === owners[0]?.userId)!
      const leave = removeMember(services, last.actor, { id: last.id, headers })
      expect(await refusal(leave)).toBe('last_owner')
    })

    test('the first administrator owns the first workspace for good', async () => {
      const { localActor } = services
      const { workspaceId, userId } = localActor
      const second = await newPerson()
      const key = { workspaceId_userId: { workspaceId, userId: second.id } }
      await services.prisma.membership.update({ where: key, data: { role: 'owner' } })
      const actor: Actor = { ...second.actor, role: 'owner' }
      const change = updateMember(services, actor, { id: userId, role: 'member', headers })
      expect(await refusal(change)).toBe('last_owner')
      const removal = removeMember(services, actor, { id: userId, headers })
      expect(await refusal(removal)).toBe('last_owner')
      await services.prisma.membership.update({ where: key, data: { role: 'member' } })
    })

    test('who are removed lose their sessions, keys and invitations there, and keep the rest', async () => {
      const { id, people } = await newWorkspace('admin')
      const [owner, admin] = people as [Person, Person]
      const input = { name: 'Key', scope: 'read' as const }
      const { key } = await createKey(services, admin.actor, input, headers)
      const invitation = createInvitationSchema.parse({ role: 'admin' })
      await createInvitation(services, admin.actor, invitation, headers)
      const thread = await createThread(services, admin.actor, {
        title: 'Kept',
        agent_id: undefined,
        model: undefined,
      })
      const elsewhere = await signInAs(admin.email)
      const home = services.localActor.workspaceId
      await switchWorkspace(services, await actorOf(elsewhere.access_token), home)

      await removeMember(services, owner.actor, { id: admin.id, headers })
      expect(await refusal(actorOf(admin.token))).toBe('unauthenticated')
      expect(await refusal(actorOf(key))).toBe('unauthenticated')
      expect((await listInvitations(services, owner.actor)).data).toEqual([])
      expect((await actorOf(elsewhere.access_token)).workspaceId).toBe(home)
      const kept = await services.prisma.thread.findUnique({ where: { id: thread.id } })
      expect(kept).toMatchObject({ userId: admin.id, workspaceId: id })
    })

    test('who are demoted lose the invitations that they made', async () => {
      const { people } = await newWorkspace('admin')
      const [owner, admin] = people as [Person, Person]
      const invitation = createInvitationSchema.parse({ role: 'admin' })
      await createInvitation(services, admin.actor, invitation, headers)
      await updateMember(services, owner.actor, { id: admin.id, role: 'member', headers })
      expect((await listInvitations(services, owner.actor)).data).toEqual([])
    })

    test('see the names of each other; addresses only who runs the workspace', async () => {
      const { people } = await newWorkspace('member')
      const [owner, member] = people as [Person, Person]
      const seen = async ({ actor }: Person) => (await listMembers(services, actor)).data
      expect(await seen(owner)).toMatchObject([
        { id: owner.id, role: 'owner', is_you: true, email: owner.email },
        { id: member.id, role: 'member', email: member.email, last_seen_at: expect.any(String) },
      ])
      for (const one of await seen(member)) {
        expect(Object.keys(one).toSorted()).toEqual(['id', 'is_you', 'joined_at', 'name', 'role'])
      }
      const guest: Actor = { ...member.actor, role: 'guest' }
      expect(await refusal(listMembers(services, guest))).toBe('forbidden')
    })
  })

  describe('invitations', () => {
    test('let somebody in once, as what they say', async () => {
      const { id, people } = await newWorkspace('admin')
      const [owner, admin] = people as [Person, Person]
      const invite = (person: Person, role: AccountRole, email: string | null = null) =>
        createInvitation(
          services,
          person.actor,
          createInvitationSchema.parse({ role, email }),
          headers,
        )
      expect(await refusal(invite(admin, 'owner'))).toBe('forbidden')
      expect(await refusal(invite(owner, 'member', admin.email))).toBe('already_member')
      const { url, ...shown } = await invite(admin, 'member')
      expect((await listInvitations(services, owner.actor)).data).toEqual([shown])
      const token = url.replace('/invite/', '')
      const [one, other] = [await newPerson(), await newPerson()]
      await acceptInvitation(services, one.actor, { token, headers })
      expect(await actorOf(one.token)).toMatchObject({
        workspaceId: id,
        role: 'member',
      })
      const again = acceptInvitation(services, other.actor, { token, headers })
      expect(await refusal(again)).toBe('invitation_not_found')
      expect((await listInvitations(services, owner.actor)).data).toEqual([])
    })

    test('are taken back in their workspace only, before somebody accepts', async () => {
      const { people } = await newWorkspace()
      const { actor } = people[0]!
      const outsider = (await newWorkspace()).people[0]!
      const body = createInvitationSchema.parse({ role: 'member' })
      const { id, url } = await createInvitation(services, actor, body, headers)
      const revoke = (who: Actor) => refusal(revokeInvitation(services, who, { id, headers }))
      expect(await revoke(outsider.actor)).toBe('invitation_not_found')
      expect(await revoke(actor)).toBe('done')
      expect(await revoke(actor)).toBe('invitation_not_found')
      const late = acceptInvitation(services, outsider.actor, {
        token: url.replace('/invite/', ''),
        headers,
      })
      expect(await refusal(late)).toBe('invitation_not_found')
    })
  })

  describe('workspaces', () => {
    test('are changed and looked at by their members only', async () => {
      const { id, people } = await newWorkspace('member')
      const [owner, member] = people as [Person, Person]
      const outsider = await newPerson()
      const change = (actor: Actor) =>
        refusal(
          updateWorkspace(services, actor, id, {
            body: { name: 'New', monthly_budget: 12.5, monthly_tokens: 1e12, chat_per_minute: 7 },
            headers,
          }),
        )
      expect(await change(outsider.actor)).toBe('workspace_not_found')
      expect(await refusal(switchWorkspace(services, outsider.actor, id))).toBe(
        'workspace_not_found',
      )
      expect(await change(owner.actor)).toBe('done')
      const seen = async ({ actor }: Person) =>
        (await listWorkspaces(services, actor)).data.find((one) => one.id === id)
      const limits = { monthly_budget: 12.5, monthly_tokens: 1e12, chat_per_minute: 7 }
      expect(await seen(owner)).toMatchObject({ name: 'New', ...limits, write_per_minute: null })
      expect(await seen(member)).toEqual({
        id,
        name: 'New',
        role: 'member',
        is_current: true,
        created_at: expect.any(String),
      })
    })

    test('tell what their members used, each their own and who runs them all of it', async () => {
      const { id: workspaceId, people } = await newWorkspace('member')
      const [owner, member] = people as [Person, Person]
      const today = new Date()
      const figures = { turns: 2, inputTokens: 10n, outputTokens: 5n, cost: 0.5 }
      await services.prisma.usageDay.createMany({
        data: [owner.id, member.id, nothing].map((userId) => ({
          workspaceId,
          userId,
          day: today,
          model: 'sim/echo',
          ...figures,
        })),
      })
      const body = { monthly_budget: 1.5 }
      await updateWorkspace(services, owner.actor, workspaceId, { body, headers })
      const own = { turns: 2, input_tokens: 10, output_tokens: 5, cost: 0.5 }
      const mine = await getUsage(services, member.actor, { of: 'me' })
      expect(mine.totals).toEqual(own)
      expect(mine.data).toEqual([
        {
          day: today.toISOString().slice(0, 10),
          model: 'sim/echo',
          user: { id: member.id, name: 'Somebody' },
          ...own,
        },
      ])
      expect(mine.budget).toMatchObject({ monthly_budget: 1.5, spent: 1.5, is_spent: true })
      const all = await getUsage(services, owner.actor, { of: 'workspace' })
      expect(all.totals).toEqual({ turns: 6, input_tokens: 30, output_tokens: 15, cost: 1.5 })
      expect(all.data.find(({ user }) => user.id === nothing)?.user.name).toBeNull()
      const earlier = { of: 'workspace', from: '2020-01-01', to: '2020-01-31' } as const
      expect((await getUsage(services, owner.actor, earlier)).data).toEqual([])
      const theirs = getUsage(services, member.actor, { of: 'workspace' })
      expect(await refusal(theirs)).toBe('forbidden')
      for (const [from, to] of [
        ['2026-02-01', '2026-01-01'],
        ['2020-01-01', '2026-01-01'],
      ] as const) {
        const wrong = getUsage(services, owner.actor, { of: 'me', from, to })
        expect(await refusal(wrong)).toBe('validation_failed')
      }
    })

    test('tell what happened in them, page by page, and nothing of others', async () => {
      const { people } = await newWorkspace()
      const { actor } = people[0]!
      await refusal(
        grantToken(
          services,
          { grant_type: 'password', email: `${v4()}@example.com`, password },
          headers,
        ),
      )
      for (const scope of ['read', 'chat'] as const) {
        await createKey(services, actor, { name: 'Key', scope }, headers)
      }
      const first = await listAudit(services, actor, { limit: 2 })
      expect(first).toMatchObject({
        data: [
          { action: 'key.created', detail: { scope: 'chat' }, user: { id: actor.userId } },
          { action: 'key.created', detail: { scope: 'read' } },
        ],
        has_more: true,
      })
      const rest = await listAudit(services, actor, { limit: 2, before: first.data[1]!.id })
      expect(rest.data.map(({ action }) => action)).toEqual(['workspace.created'])
      expect(rest.has_more).toBe(false)
      const administrators = await listAudit(services, services.localActor, { limit: 200 })
      const actions = administrators.data.map(({ action }) => action)
      expect(actions).toContain('sign_in.failed')
      expect(actions).not.toContain('workspace.created')
      const ids = administrators.data.map(({ id }) => id)
      expect(ids).toEqual(ids.toSorted().reverse())
    })
  })

  describe('an account', () => {
    test('keeps both of two preferences that are changed at once, and nobody else’s', async () => {
      const [person, other] = [await newPerson(), await newPerson()]
      const change = (preferences: PatchPreferences) =>
        updateProfile(services, person.actor, { preferences })
      await Promise.all([
        change({ send_key: 'mod_enter' }),
        change({ favourite_models: ['openai/gpt-4o-mini'] }),
      ])
      expect(await getProfile(services, person.actor)).toMatchObject({
        preferences: { send_key: 'mod_enter', favourite_models: ['openai/gpt-4o-mini'] },
      })
      expect(await getProfile(services, other.actor)).toMatchObject({
        preferences: defaultPreferences,
      })
    })

    const remove = ({ actor }: Person, email: string, given?: string) =>
      refusal(deleteUser(services, actor, { email, password: given }, headers))

    /** The tables in which a text stands somewhere. */
    async function tablesWith(text: string): Promise<string[]> {
      const tables = await services.prisma.$queryRaw<{ name: string }[]>`
        SELECT table_name::text AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`
      const found: string[] = []
      for (const { name } of tables) {
        const [row] = await services.prisma.$queryRawUnsafe<{ count: number }[]>(
          `SELECT count(*)::int AS count FROM "${name}" t WHERE to_jsonb(t)::text LIKE $1`,
          `%${text}%`,
        )
        if (row && row.count > 0) found.push(name)
      }
      return found
    }

    test('that is deleted leaves nothing but a count under an id that nobody has', async () => {
      const { people, id: workspaceId } = await newWorkspace()
      const person = people[0]!
      const { actor, id, email } = person
      const host = (await newWorkspace()).people[0]!
      const invitation = createInvitationSchema.parse({ role: 'member', email })
      await createInvitation(services, host.actor, invitation, headers)
      await createKey(services, actor, { name: 'Key', scope: 'read' }, headers)
      const thread = await createThread(services, actor, {
        title: 'Mine alone',
        agent_id: undefined,
        model: undefined,
      })
      const message = { threadId: thread.id, parts: [], content: 'What I wrote' }
      await services.prisma.message.create({
        data: {
          id: v7(),
          sequenceNumber: 1,
          depth: 1,
          role: 'user',
          status: 'completed',
          ...message,
        },
      })
      const home = services.localActor.workspaceId
      await services.prisma.usageDay.create({
        data: { workspaceId: home, userId: id, day: new Date(), model: 'sim/echo' },
      })
      expect(await tablesWith(id)).toEqual(
        expect.arrayContaining(['api_key', 'session', 'thread', 'user']),
      )

      expect(await remove(person, `not-${email}`, password)).toBe('validation_failed')
      expect(await remove(person, email)).toBe('wrong_credentials')
      expect(await remove(person, email, 'wrong')).toBe('wrong_credentials')
      expect(await remove(person, email, password)).toBe('done')

      expect(await tablesWith(id)).toEqual(['audit_event', 'usage_day'])
      for (const text of [email, thread.id, workspaceId, 'Mine alone', 'What I wrote']) {
        expect([text, await tablesWith(text)]).toEqual([text, []])
      }
      expect(await refusal(actorOf(person.token))).toBe('unauthenticated')
      expect(await refusal(signInAs(email))).toBe('wrong_credentials')
    })

    test('that alone owns a workspace of others is kept until somebody else owns it', async () => {
      const { people, id } = await newWorkspace('member')
      const [owner, member] = people as [Person, Person]
      expect(await remove(owner, owner.email, password)).toBe('last_owner')
      await updateMember(services, owner.actor, { id: member.id, role: 'owner', headers })
      expect(await remove(owner, owner.email, password)).toBe('done')
      const { data } = await listMembers(services, { ...member.actor, role: 'owner' })
      expect(data.map((one) => [one.id, one.role])).toEqual([[member.id, 'owner']])
      expect(await services.prisma.workspace.count({ where: { id } })).toBe(1)
    })

    test('of the first administrator stays', async () => {
      const actor = services.localActor
      const body = { email: 'administrator@example.com' }
      expect(await refusal(deleteUser(services, actor, body, headers))).toBe('last_owner')
      expect(errorStatus.last_owner).toBe(409)
    })
  })
})
