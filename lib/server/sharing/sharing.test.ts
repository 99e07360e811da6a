import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Actor } from '@/lib/core/access/actor'
import { can } from '@/lib/core/access/can'
import type { Role } from '@/lib/core/access/roles'
import { SkeinError } from '@/lib/core/errors'
import { defaultShareSettings, readSharedSchema, sharedThreadSchema } from '@/lib/core/thread/share'
import {
  createThreadSchema,
  listThreadsSchema,
  patchThreadSchema,
  type Thread,
} from '@/lib/core/thread/thread'
import { textPart, type TurnRequest } from '@/lib/core/turn/turn-request'
import { createThread } from '@/lib/server/commands/create-thread'
import { deleteShare } from '@/lib/server/commands/delete-share'
import { getShare } from '@/lib/server/commands/get-share'
import { listThreads } from '@/lib/server/commands/list-threads'
import { putShare } from '@/lib/server/commands/put-share'
import { readShared } from '@/lib/server/commands/read-shared'
import { requireMessage } from '@/lib/server/commands/require-message'
import { requireThread } from '@/lib/server/commands/require-thread'
import { startTurn, type StartedTurn } from '@/lib/server/commands/start-turn'
import { updateThread } from '@/lib/server/commands/update-thread'
import type { Services } from '@/lib/server/services'
import { databaseKinds, hasDatabase } from '@/e2e/support/test-database'
import { openTestServices } from '@/e2e/support/test-services'

const visibilities = ['private', 'workspace', 'public'] as const
type Visibility = (typeof visibilities)[number]

const headers = new Headers({ 'user-agent': 'Test' })
const model = 'demo/skein'
const newestPage = readSharedSchema.parse({})

/** What a promise came to: its value, or the code of its error. */
async function outcome<Value>(promise: Promise<Value>): Promise<Value | string> {
  try {
    return await promise
  } catch (error) {
    if (error instanceof SkeinError) return error.code
    throw error
  }
}

const tokenOf = ({ token }: { token: string }) => token

describe.each(databaseKinds.filter(hasDatabase))('sharing, on %s', (kind) => {
  let test: Awaited<ReturnType<typeof openTestServices>>
  let services: Services
  let home: string
  let owner: Actor

  beforeAll(async () => {
    test = await openTestServices(kind, { TITLE_MODEL: 'none' })
    services = test.services
    home = services.localActor.workspaceId
    owner = services.localActor
  })
  afterAll(() => test.drop())

  async function join(workspaceId: string, role: Role, name: string = role): Promise<Actor> {
    const { prisma, localActor } = services
    const { id: userId } = await prisma.user.create({ data: { id: v7(), name } })
    await prisma.membership.create({ data: { workspaceId, userId, role } })
    return { ...localActor, workspaceId, userId, role, isAdministrator: false }
  }
  const newWorkspace = async () =>
    (await services.prisma.workspace.create({ data: { id: v7(), name: 'Lab' } })).id

  const make = (actor: Actor, body: object = {}) =>
    createThread(services, actor, createThreadSchema.parse({ model, ...body }), headers)
  const change = (actor: Actor, id: string, body: object) =>
    updateThread(services, actor, { id, input: patchThreadSchema.parse(body), headers })
  const put = (actor: Actor, id: string, settings = {}) =>
    putShare(services, actor, { id, settings, headers })
  const takeBack = (actor: Actor, id: string) => deleteShare(services, actor, { id, headers })
  const read = (token: string, query = newestPage) => readShared(services, token, query)
  const ask = (threadId: string | null, key: string, more: Partial<TurnRequest> = {}) => ({
    threadId,
    createsThread: true,
    question: { parts: [textPart('Hello')], externalId: key, metadata: {} },
    answerExternalId: null,
    model,
    visibility: 'private' as const,
    key,
    ...more,
  })

  /** Waits until a turn is over, which need not say much. */
  async function settle({ log, turnId }: StartedTurn) {
    await services.queue.requestStop(turnId)
    services.bus.publish('turn-stop', turnId)
    await log.ended
  }

  /** A thread with one question and its answer. */
  async function talk(actor: Actor, visibility: Visibility) {
    const { id } = await make(actor, { visibility })
    const key = v7()
    const turn = await startTurn(services, actor, ask(id, key))
    await settle(turn)
    return { id, key, answerId: turn.answerId }
  }

  const auditOf = async (threadId: string) =>
    (await services.prisma.auditEvent.findMany({ orderBy: { id: 'asc' } }))
      .filter(({ detail }) => (detail as { thread_id?: string }).thread_id === threadId)
      .map(({ action, userId, detail }) => ({ action, userId, ...(detail as object) }))

  /** Threads that are public without a link, or have a link without being public. */
  const contradictions = () => services.prisma.$queryRaw<unknown[]>`
    SELECT t.id FROM thread t LEFT JOIN share_link l ON l.thread_id = t.id
    WHERE (t.visibility = 'public') <> (l.thread_id IS NOT NULL)`

  describe('what the statements let somebody do with a thread', () => {
    it.each(
      visibilities.flatMap((visibility) =>
        [false, true].map((ofGuest) => ({ visibility, ofGuest })),
      ),
    )(
      'is what `can` says, $visibility, of a guest: $ofGuest',
      async ({ visibility, ofGuest }) => {
        const lab = await newWorkspace()
        const host = await join(lab, ofGuest ? 'guest' : 'member', 'Host')
        const everybody = [
          host,
          { ...host, scope: 'read' as const },
          ...(await Promise.all(
            (['owner', 'admin', 'member', 'guest'] as const).map((role) => join(lab, role)),
          )),
          await join(home, 'owner'),
          owner,
          // Who signs in to another workspace, though the thread is theirs.
          { ...host, workspaceId: home },
        ]
        const { id, key, answerId } = await talk(host, visibility)
        const facts = { workspaceId: lab, userId: host.userId, visibility }
        for (const actor of everybody) {
          const name = `${actor.role} ${actor.scope} in ${actor.workspaceId === lab ? 'lab' : 'home'}`
          const isHere = actor.workspaceId === lab
          const denied = isHere ? 'forbidden' : 'thread_not_found'
          for (const action of ['read', 'chat'] as const) {
            const may = can(actor, action, facts)
            expect(await outcome(requireThread(services, actor, id, action)), name).toEqual(
              may ? expect.objectContaining({ id }) : denied,
            )
            expect(
              await outcome(requireMessage(services, actor, answerId, { action })),
              name,
            ).toEqual(
              may
                ? expect.objectContaining({ id: answerId })
                : isHere
                  ? 'forbidden'
                  : 'message_not_found',
            )
          }
          const { data } = await listThreads(
            services,
            actor,
            listThreadsSchema.parse({ shared: 'true', limit: 100 }),
          )
          const isOthers = actor.userId !== host.userId
          expect(
            data.some((thread) => thread.id === id),
            name,
          ).toBe(isOthers && can(actor, 'read', facts))
          const own = await listThreads(services, actor, listThreadsSchema.parse({ limit: 100 }))
          expect(
            own.data.some((thread) => thread.id === id),
            name,
          ).toBe(isHere && !isOthers)
          // The scope is asked for at the edge, before a turn can be started.
          if (actor.scope === 'read') continue
          const may = can(actor, 'chat', facts)
          const requests: TurnRequest[] = [
            ask(id, v7()),
            ask(id, key),
            ask(id, v7(), { createsThread: false, question: { regenerates: answerId } }),
          ]
          for (const request of requests) {
            const started = await outcome(startTurn(services, actor, request))
            if (typeof started === 'object') await settle(started)
            expect(started, name).toEqual(may ? expect.objectContaining({ threadId: id }) : denied)
          }
          if (!may) {
            expect(await outcome(getShare(services, actor, id))).toBe(denied)
            expect(await outcome(put(actor, id))).toBe(denied)
            expect(await outcome(takeBack(actor, id))).toBe(denied)
            expect(await outcome(change(actor, id, { visibility: 'public' }))).toBe(denied)
          }
        }
        const { _count: count } = await services.prisma.thread.findUniqueOrThrow({
          where: { id },
          select: { _count: { select: { messages: true } } },
        })
        // Its owner's: the first talk, one more, and another answer.
        expect(count.messages).toBe(5)
        expect(await services.prisma.thread.findUnique({ where: { id } })).toMatchObject({
          visibility,
        })
      },
      60_000,
    )
  })

  it('lists what others share, the newest first, page by page, with the names of the owners', async () => {
    const lab = await newWorkspace()
    const [host, reader] = [await join(lab, 'member', 'Hostess'), await join(lab, 'member')]
    const threads: Thread[] = []
    for (const n of [1, 2, 3]) {
      threads.push(await make(host, { title: `Shared ${n}`, visibility: 'workspace' }))
    }
    await make(host, { title: 'Hidden' })
    await make(reader, { title: 'Own', visibility: 'workspace' })
    const query = { shared: 'true', limit: 2 }
    const first = await listThreads(services, reader, listThreadsSchema.parse(query))
    const cursor = first.next_cursor ?? ''
    const rest = await listThreads(services, reader, listThreadsSchema.parse({ ...query, cursor }))
    expect(rest.next_cursor).toBeNull()
    const listed = [...first.data, ...rest.data]
    expect(listed.map(({ id }) => id)).toEqual(threads.map(({ id }) => id).toReversed())
    expect(new Set(listed.map((thread) => thread.owner_name))).toEqual(new Set(['Hostess']))
    expect(new Set(listed.map((thread) => thread.user_id))).toEqual(new Set([host.userId]))
  })

  it('keeps the address of a link while its settings change, and makes another after it was taken back', async () => {
    const { id } = await talk(owner, 'private')
    const link = await put(owner, id)
    expect(link).toMatchObject(defaultShareSettings)
    expect(tokenOf(link)).toMatch(/^[\w-]{43}$/)
    expect(link.url).toBe(`/shared/${link.token}`)
    expect(await put(owner, id, { shows_reasoning: true })).toEqual({
      ...link,
      shows_reasoning: true,
    })
    // What is not named stays.
    expect(await put(owner, id)).toEqual({ ...link, shows_reasoning: true })
    expect(await getShare(services, owner, id)).toEqual({ ...link, shows_reasoning: true })
    expect((await read(tokenOf(link))).messages).toHaveLength(2)

    await takeBack(owner, id)
    expect(await outcome(read(tokenOf(link)))).toBe('share_not_found')
    expect(await outcome(getShare(services, owner, id))).toBe('share_not_found')
    expect(await services.prisma.thread.findUnique({ where: { id } })).toMatchObject({
      visibility: 'private',
    })
    await takeBack(owner, id)
    const again = await put(owner, id)
    expect(again.url).not.toBe(link.url)
    expect(again).toMatchObject(defaultShareSettings)

    const by = { userId: owner.userId, thread_id: id }
    expect(await auditOf(id)).toEqual([
      { action: 'thread.visibility_changed', ...by, from: 'private', to: 'public' },
      { action: 'thread.shared', ...by, ...defaultShareSettings },
      { action: 'thread.shared', ...by, ...defaultShareSettings, shows_reasoning: true },
      { action: 'thread.visibility_changed', ...by, from: 'public', to: 'private' },
      { action: 'thread.unshared', ...by },
      { action: 'thread.visibility_changed', ...by, from: 'private', to: 'public' },
      { action: 'thread.shared', ...by, ...defaultShareSettings },
    ])
    expect(JSON.stringify(await auditOf(id))).not.toContain(tokenOf(again))
  })

  it('has a link exactly as long as it is public, however that came about', async () => {
    const made = await make(owner, { visibility: 'public' })
    const chat = ask(null, v7(), { visibility: 'public' })
    const begun = await startTurn(services, owner, chat, headers)
    await settle(begun)
    const repeated = await startTurn(services, owner, chat, headers)
    expect(repeated.threadId).toBe(begun.threadId)
    const changed = await make(owner, { visibility: 'workspace' })
    await change(owner, changed.id, { visibility: 'public', title: 'Both at once' })
    for (const id of [made.id, begun.threadId, changed.id]) {
      expect(await read(tokenOf(await getShare(services, owner, id)))).toBeTruthy()
      expect((await auditOf(id)).at(-1)).toMatchObject({ action: 'thread.shared' })
    }
    expect((await auditOf(begun.threadId)).map(({ action }) => action)).toEqual([
      'thread.visibility_changed',
      'thread.shared',
    ])
    expect(await services.prisma.thread.findUnique({ where: { id: changed.id } })).toMatchObject({
      title: 'Both at once',
    })
    const link = await getShare(services, owner, changed.id)
    expect(await outcome(change(owner, changed.id, { visibility: 'public' }))).toBeTruthy()
    expect(await getShare(services, owner, changed.id)).toEqual(link)
    await change(owner, changed.id, { visibility: 'workspace' })
    expect(await outcome(read(tokenOf(link)))).toBe('share_not_found')
    await takeBack(owner, changed.id)
    expect(await services.prisma.thread.findUnique({ where: { id: changed.id } })).toMatchObject({
      visibility: 'workspace',
    })
    expect(await contradictions()).toEqual([])
  })

  it('holds that also when many changes come at once', async () => {
    const { id } = await make(owner)
    const attempts = Array.from({ length: 24 }, (_, n) =>
      n % 3 === 0
        ? put(owner, id, { shows_context: n % 2 === 0 })
        : n % 3 === 1
          ? takeBack(owner, id)
          : change(owner, id, { visibility: visibilities[n % visibilities.length] }),
    )
    await Promise.all(attempts)
    expect(await contradictions()).toEqual([])
  })

  it('shows what its owner chose, and nothing else', async () => {
    const { id, answerId } = await talk(owner, 'private')
    const { prisma } = services
    await prisma.thread.update({ where: { id }, data: { systemPrompt: 'canary of the prompt' } })
    const [question] = await prisma.message.findMany({ where: { threadId: id, role: 'user' } })
    await prisma.message.update({
      where: { id: answerId },
      data: {
        externalId: 'canary of a client',
        metadata: { secret: 'canary of metadata' },
        status: 'failed',
        error: { code: 'provider_error', message: 'canary of an error' },
        parts: [
          { type: 'reasoning', text: 'canary of a thought' },
          { type: 'text', text: 'The answer' },
          {
            type: 'dynamic-tool',
            toolCallId: 'call',
            toolName: 'search',
            state: 'output-available',
            input: 'canary of an input',
            output: 'canary of an output',
          },
        ],
      },
    })
    await prisma.summary.create({
      data: {
        id: v7(),
        threadId: id,
        firstMessageId: question!.id,
        lastMessageId: answerId,
        firstDepth: 1,
        lastDepth: 2,
        messageCount: 2,
        totalMessageCount: 2,
        content: 'canary of a summary',
        model,
        promptVersion: '1',
        trigger: 'person',
        tokensBefore: 10,
        tokensAfter: 5,
      },
    })
    const shown = async (settings: object) => {
      const page = await read(tokenOf(await put(owner, id, settings)))
      expect(sharedThreadSchema.parse(page)).toEqual(page)
      return [...JSON.stringify(page).matchAll(/canary of an? \w+|canary of \w+ ?\w+/g)].map(String)
    }
    const hidden = { shows_system_prompt: false, shows_reasoning: false, shows_context: false }
    expect(await shown(hidden)).toEqual([])
    expect(await shown({ ...hidden, shows_system_prompt: true })).toEqual(['canary of the prompt'])
    expect(await shown({ ...hidden, shows_reasoning: true })).toEqual(['canary of a thought'])
    expect(await shown({ ...hidden, shows_context: true })).toEqual([
      'canary of an input',
      'canary of an output',
      'canary of a summary',
    ])
  })

  it('shows the active branch page by page, and what was deleted not at all', async () => {
    const { id, answerId } = await talk(owner, 'public')
    for (const key of [v7(), v7()]) {
      const turn = await startTurn(services, owner, ask(id, key))
      await settle(turn)
    }
    const again = ask(id, v7(), { createsThread: false, question: { regenerates: answerId } })
    const other = await startTurn(services, owner, again)
    await settle(other)
    const token = tokenOf(await getShare(services, owner, id))
    const branch = await read(token)
    expect(branch.messages.map((message) => message.id)).toEqual([
      expect.any(String),
      other.answerId,
    ])
    expect(JSON.stringify(branch)).not.toContain(answerId)

    const newest = await read(token, readSharedSchema.parse({ limit: 1 }))
    expect(newest.messages.map((message) => message.id)).toEqual([other.answerId])
    const before_sequence = newest.next_before_sequence ?? undefined
    const older = await read(token, readSharedSchema.parse({ limit: 1, before_sequence }))
    expect(older.messages.map(({ role }) => role)).toEqual(['user'])
    expect(older.next_before_sequence).toBeNull()
  })

  it('leads nowhere once its owner has left the workspace, and is gone with the thread', async () => {
    const lab = await newWorkspace()
    const host = await join(lab, 'member')
    const { id } = await make(host, { visibility: 'public' })
    const token = tokenOf(await getShare(services, host, id))
    expect(await read(token)).toBeTruthy()
    await services.prisma.membership.deleteMany({ where: { userId: host.userId } })
    expect(await outcome(read(token))).toBe('share_not_found')
    await services.prisma.thread.delete({ where: { id } })
    expect(await services.prisma.shareLink.count({ where: { threadId: id } })).toBe(0)
  })
})
