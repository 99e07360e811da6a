import { once } from 'node:events'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import {
  databaseKinds,
  hasDatabase,
  openTestDatabase,
  type TestDatabase,
} from '@/e2e/support/test-database'
import { createMemoryBus } from '@/lib/adapters/streams/memory-bus'
import type { Bus, Log } from '@/lib/core/ports'
import type { Actor } from '@/lib/core/access/actor'
import { tellOwner } from '@/lib/server/events/tell-owner'
import { ThreadEvents } from '@/lib/server/events/thread-events'
import { ensureLocalActor } from '@/lib/server/local-actor'

describe.each(databaseKinds)('events of threads on %s', (kind) => {
  describe.skipIf(!hasDatabase(kind))('', () => {
    let test: TestDatabase
    let actor: Actor
    let bus: Bus
    let open: ThreadEvents[] = []

    beforeAll(async () => {
      test = await openTestDatabase(kind)
      actor = await ensureLocalActor(test.database.prisma)
    })
    afterEach(() => {
      for (const events of open) events.close()
      open = []
    })
    afterAll(() => test.drop())

    function start(prisma = test.database.prisma) {
      bus = createMemoryBus()
      const said = new EventTarget()
      const log: Log = {
        info() {},
        warn() {},
        error: (event) => void said.dispatchEvent(new Event(event)),
      }
      const events = new ThreadEvents({ prisma, bus, log })
      open.push(events)
      return { events, said }
    }

    async function addThread(owner = actor): Promise<string> {
      const { prisma } = test.database
      const { workspaceId, userId } = owner
      await prisma.workspace.upsert({
        where: { id: workspaceId },
        create: { id: workspaceId, name: 'Another' },
        update: {},
      })
      const row = await prisma.thread.create({
        data: { id: v7(), workspaceId, userId, title: 'T', model: 'x/one' },
      })
      return row.id
    }

    /** Takes what a reader is told, one piece at a time. */
    function take(stream: ReadableStream<Uint8Array>) {
      const reader = stream.getReader()
      const decoder = new TextDecoder()
      return {
        next: async () => {
          const { done, value } = await reader.read()
          return done ? null : decoder.decode(value)
        },
        leave: () => reader.cancel(),
      }
    }

    const eventOf = (id: string) => `event: thread\ndata: {"thread_id":"${id}"}\n\n`

    it('begin with a comment and then tell of a thread that was changed', async () => {
      const { events } = start()
      const reader = take(events.follow(actor))
      expect(await reader.next()).toBe(': keep-alive\n\n')
      const id = await addThread()
      bus.publish('thread-changed', id)
      expect(await reader.next()).toBe(eventOf(id))
    })

    it('tell nobody of a thread that he may not see, nor of one that does not exist', async () => {
      const { events } = start()
      const stranger: Actor = { ...actor, workspaceId: v7() }
      const [mine, theirs] = [await addThread(), await addThread(stranger)]
      const [me, them] = [take(events.follow(actor)), take(events.follow(stranger))]
      await Promise.all([me.next(), them.next()])
      for (const id of [v7(), theirs, mine]) bus.publish('thread-changed', id)
      expect(await me.next()).toBe(eventOf(mine))
      expect(await them.next()).toBe(eventOf(theirs))
    })

    it('send somebody away whose sessions ended, to come back as whoever they are then', async () => {
      const { events } = start()
      const other: Actor = { ...actor, userId: v7() }
      const readers = [actor, { ...actor, workspaceId: v7() }, other].map((each) =>
        take(events.follow(each)),
      )
      await Promise.all(readers.map(({ next }) => next()))
      tellOwner(bus, actor, 'sessions')
      expect(await readers[0]?.next()).toBeNull()
      expect(await readers[1]?.next()).toBeNull()
      expect(events.readers).toBe(1)
    })

    it('ask the database once for all that changed while it was asked, however many read', async () => {
      const { prisma } = test.database
      const findMany = vi.spyOn(prisma.thread, 'findMany')
      const { events } = start()
      const readers = Array.from({ length: 5 }, () => take(events.follow(actor)))
      await Promise.all(readers.map(({ next }) => next()))
      const ids = [await addThread(), await addThread(), await addThread()]
      for (const id of [...ids, ...ids]) bus.publish('thread-changed', id)
      const heard = await Promise.all(readers.map(({ next }) => next()))
      expect(heard).toEqual(readers.map(() => eventOf(ids[0] ?? '')))
      // The first was looked up alone, the others together behind it.
      for (const { next } of readers) {
        let rest = (await next()) ?? ''
        while (rest.split('event:').length < 4) rest += await next()
        expect(rest.split('event: ').slice(1).toSorted()).toEqual(
          ids.map((id) => eventOf(id).slice('event: '.length)).toSorted(),
        )
      }
      expect(findMany).toHaveBeenCalledTimes(2)
    })

    it('leave nothing behind when a reader leaves, and ask nothing while nobody reads', async () => {
      const findMany = vi.spyOn(test.database.prisma.thread, 'findMany')
      const { events } = start()
      const readers = Array.from({ length: 50 }, () => take(events.follow(actor)))
      await Promise.all(readers.map(({ next }) => next()))
      expect(events.readers).toBe(50)
      await Promise.all(readers.map(({ leave }) => leave()))
      expect(events.readers).toBe(0)
      bus.publish('thread-changed', await addThread())
      expect(findMany).not.toHaveBeenCalled()
    })

    it('do not count a stream that nobody begins to read', () => {
      const { events } = start()
      events.follow(actor)
      expect(events.readers).toBe(0)
    })

    it('end when the server leaves, also for who comes then', async () => {
      const { events } = start()
      const reader = take(events.follow(actor))
      await reader.next()
      events.close()
      expect(await reader.next()).toBeNull()
      const late = take(events.follow(actor))
      expect(await late.next()).toBeNull()
      expect(events.readers).toBe(0)
    })

    it('gather what a slow reader does not take, each thread once, and send him away in the end', async () => {
      const { events } = start()
      const slow = take(events.follow(actor))
      const quick = take(events.follow(actor))
      await Promise.all([slow.next(), quick.next()])
      const ids = await Promise.all(Array.from({ length: 201 }, () => addThread()))
      /** Until the quick one has heard of it, so that the slow one was told as well. */
      const publish = async (id: string) => {
        bus.publish('thread-changed', id)
        expect(await quick.next()).toBe(eventOf(id))
      }
      for (const id of [...ids.slice(0, 200), ...ids.slice(0, 5)]) await publish(id)
      expect(events.readers).toBe(2)
      expect(await slow.next()).toBe(ids.slice(0, 200).map(eventOf).join(''))

      for (const id of ids) await publish(id)
      await publish(ids[0] ?? '')
      expect(events.readers).toBe(1)
      await slow.next()
      expect(await slow.next()).toBeNull()
    })

    it('send everybody away when the database cannot be asked, so that they look anew', async () => {
      const failing = {
        thread: { findMany: () => Promise.reject(new Error('gone')) },
      } as unknown as TestDatabase['database']['prisma']
      const { events, said } = start(failing)
      const reader = take(events.follow(actor))
      await reader.next()
      const failed = once(said, 'events-failed')
      bus.publish('thread-changed', v7())
      await failed
      expect(await reader.next()).toBeNull()
    })

    it('keep a silent connection alive', async () => {
      vi.useFakeTimers({ toFake: ['setInterval'] })
      try {
        const { events } = start()
        const reader = take(events.follow(actor))
        await reader.next()
        const next = reader.next()
        vi.advanceTimersByTime(15_000)
        expect(await next).toBe(': keep-alive\n\n')
      } finally {
        vi.useRealTimers()
      }
    })
  })
})
