import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  databaseKinds,
  hasDatabase,
  openTestDatabase,
  type TestDatabase,
} from '@/e2e/support/test-database'
import type { Actor } from '@/lib/core/access/actor'
import { readWindow, type WindowPlace } from '@/lib/server/commands/read-window'
import { ensureLocalActor } from '@/lib/server/local-actor'
import type { Services } from '@/lib/server/services'

const thread = '0a000000-0000-7000-8000-000000000001'
const messageOf = (n: number) => `0b000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** The trunk is 1 to 100, an hour apart; 101 to 104 branch off after 50 and are not active. */
describe.each(databaseKinds.filter(hasDatabase))('messages around a place, on %s', (kind) => {
  let opened: TestDatabase
  let services: Services
  let actor: Actor

  beforeAll(async () => {
    opened = await openTestDatabase(kind)
    const { prisma } = opened.database
    services = { prisma } as Services
    actor = await ensureLocalActor(prisma)
    await prisma.thread.create({
      data: {
        id: thread,
        workspaceId: actor.workspaceId,
        userId: actor.userId,
        title: 'Long',
        model: 'demo/skein',
        lastSequence: 104,
        activeLeafId: messageOf(100),
        activeDepth: 100,
      },
    })
    await prisma.message.createMany({
      data: Array.from({ length: 104 }, (_, index) => {
        const n = index + 1
        return {
          id: messageOf(n),
          threadId: thread,
          sequenceNumber: n,
          parentId: n === 1 ? null : messageOf(n === 101 ? 50 : n - 1),
          depth: n > 100 ? n - 50 : n,
          role: n % 2 === 1 ? 'user' : 'assistant',
          parts: [],
          content: `Said ${n}`,
          status: 'completed',
          createdAt: new Date(Date.UTC(2026, 0, 1, n)),
        } as const
      }),
    })
  })
  afterAll(() => opened.drop())

  const read = async (place: WindowPlace) => {
    const window = await readWindow(services, actor, { threadId: thread, place, limit: 10 })
    const { messages, hasOlder, hasNewer, found, isOnActiveBranch } = window
    return {
      numbers: messages.map(({ sequence_number: n }) => n),
      ends: [hasOlder, hasNewer],
      found,
      isOnActiveBranch,
    }
  }

  it('gives what stands around a message', async () => {
    expect(await read({ message: messageOf(40) })).toEqual({
      numbers: [35, 36, 37, 38, 39, 40, 41, 42, 43, 44],
      ends: [true, true],
      found: messageOf(40),
      isOnActiveBranch: true,
    })
    expect(await read({ message: messageOf(1) })).toMatchObject({
      numbers: [1, 2, 3, 4, 5],
      ends: [false, true],
    })
    expect(await read({ message: messageOf(99) })).toMatchObject({
      numbers: [94, 95, 96, 97, 98, 99, 100],
      ends: [true, false],
    })
  })

  it('gives the branch of a message that is not on the active one', async () => {
    expect(await read({ message: messageOf(102) })).toEqual({
      numbers: [47, 48, 49, 50, 101, 102, 103, 104].slice(-8),
      ends: [true, false],
      found: messageOf(102),
      isOnActiveBranch: false,
    })
  })

  it('gives the first message of the active branch since an instant', async () => {
    const since = new Date(Date.UTC(2026, 0, 2))
    expect(await read({ since })).toMatchObject({
      found: messageOf(24),
      ends: [true, true],
      isOnActiveBranch: true,
    })
    const newest = await read({ since: new Date(Date.UTC(2026, 0, 5, 6)) })
    expect([newest.found, newest.numbers.at(-1)]).toEqual([null, 100])
    expect((await read({ since: new Date(Date.UTC(2027, 0, 1)) })).numbers).toHaveLength(10)
  })

  it('refuses what is not in the thread', async () => {
    await expect(read({ message: messageOf(999) })).rejects.toMatchObject({
      code: 'message_not_found',
    })
  })
})
