import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'

import { createFreshDatabase, type FreshDatabase } from '@/e2e/support/fresh-database'
import { createMemoryBus } from '@/lib/adapters/streams/memory-bus'
import { openPostgresBus } from '@/lib/adapters/streams/postgres-bus'
import type { Bus, BusTopic, Log } from '@/lib/core/ports'

const quiet: Log = { info() {}, warn() {}, error() {} }

/** What a bus is heard to say about a topic, in order, and a way to wait until it said something. */
function hear(bus: Bus, topic: BusTopic) {
  const heard: string[] = []
  const emitter = new EventTarget()
  const leave = bus.subscribe(topic, (id) => {
    heard.push(id)
    emitter.dispatchEvent(new Event('word'))
  })
  const until = async (id: string) => {
    while (!heard.includes(id)) await once(emitter, 'word')
  }
  return { heard, until, leave }
}

/** A way to a database server that can be cut. */
async function openLine(url: string) {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const onward = connect(Number(port), hostname)
    for (const end of [socket, onward]) {
      sockets.add(end)
      end.on('error', () => undefined)
      end.on('close', () => sockets.delete(end))
    }
    socket.pipe(onward).pipe(socket)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const cut = () => sockets.forEach((socket) => socket.destroy())
  const address = new URL(url)
  address.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: address.href,
    cut,
    close() {
      cut()
      server.close()
    },
  }
}

describe.each(['memory', 'postgres'] as const)('the %s bus', (kind) => {
  describe.skipIf(kind === 'postgres' && inject('postgresUrl') === null)('', () => {
    let database: FreshDatabase | null = null
    let buses: Bus[] = []

    beforeAll(async () => {
      if (kind === 'postgres') {
        database = await createFreshDatabase(inject('postgresUrl') as string)
      }
    })
    afterEach(async () => {
      await Promise.all(buses.map((bus) => bus.close()))
      buses = []
    })
    afterAll(() => database?.drop())

    async function open(options: { url?: string; log?: Log } = {}): Promise<Bus> {
      const bus = database
        ? await openPostgresBus({ url: database.url, log: quiet, ...options })
        : createMemoryBus()
      buses.push(bus)
      return bus
    }

    it('says a word at once to everyone in the process who listens to its topic', async () => {
      const bus = await open()
      const [first, second, other] = [
        hear(bus, 'turn-queued'),
        hear(bus, 'turn-queued'),
        hear(bus, 'turn-stop'),
      ]
      bus.publish('turn-queued', 'a')
      expect([first.heard, second.heard, other.heard]).toEqual([['a'], ['a'], []])
    })

    it('says nothing to who has left', async () => {
      const bus = await open()
      const { heard, leave } = hear(bus, 'thread-changed')
      leave()
      bus.publish('thread-changed', 'a')
      expect(heard).toEqual([])
    })

    it('may be spoken to after it was closed', async () => {
      const bus = await open()
      await bus.close()
      expect(() => bus.publish('thread-changed', 'a')).not.toThrow()
    })

    // The memory bus has one process.
    if (kind === 'postgres') {
      describe('between processes', () => {
        it('reaches all others in order, and its own process once', async () => {
          const [here, there, elsewhere] = [await open(), await open(), await open()]
          const ears = [here, there, elsewhere].map((bus) => hear(bus, 'thread-changed'))
          here.publish('thread-changed', '1')
          here.publish('turn-stop', 'not for these ears')
          here.publish('thread-changed', '2')
          await Promise.all(ears.map(({ until }) => until('2')))
          there.publish('thread-changed', 'back')
          await Promise.all(ears.map(({ until }) => until('back')))
          expect(ears.map(({ heard }) => heard)).toEqual(Array(3).fill(['1', '2', 'back']))
        })

        it('takes a flood of words', async () => {
          const [here, there] = [await open(), await open()]
          const { heard, until } = hear(there, 'turn-queued')
          const ids = Array.from({ length: 500 }, (_, n) => `thread-${n}`)
          for (const id of ids) here.publish('turn-queued', id)
          await until('thread-499')
          expect(heard).toEqual(ids)
        })

        it('works within the process while it is cut off, and between them when it is back', async () => {
          const events = new EventTarget()
          const log: Log = {
            ...quiet,
            info: (event) => void events.dispatchEvent(new Event(event)),
            warn: (event) => void events.dispatchEvent(new Event(event)),
          }
          const line = await openLine(database?.url ?? '')
          const [here, there] = [await open({ url: line.url, log }), await open()]
          const [own, others] = [hear(here, 'thread-changed'), hear(there, 'thread-changed')]
          const [lost, back] = [once(events, 'bus-disconnected'), once(events, 'bus-connected')]
          line.cut()
          await lost
          here.publish('thread-changed', 'alone')
          expect(own.heard).toEqual(['alone'])

          await back
          here.publish('thread-changed', 'together')
          await others.until('together')
          there.publish('thread-changed', 'answer')
          await own.until('answer')
          expect(others.heard).toEqual(['together', 'answer'])
          line.close()
        })

        it('does not keep a process from starting whose server cannot be reached', async () => {
          const warnings: string[] = []
          const bus = await openPostgresBus({
            url: 'postgresql://nobody@127.0.0.1:9/none',
            log: { ...quiet, warn: (event) => void warnings.push(event) },
          })
          buses.push(bus)
          const { heard } = hear(bus, 'turn-stop')
          bus.publish('turn-stop', 'a')
          expect([heard, warnings]).toEqual([['a'], ['bus-disconnected']])
        })

        it('lets nobody listen on who has closed it', async () => {
          const [here, there] = [await open(), await open()]
          const [gone, alive] = [hear(here, 'turn-stop'), hear(await open(), 'turn-stop')]
          await here.close()
          there.publish('turn-stop', 'a')
          await alive.until('a')
          expect(gone.heard).toEqual([])
        })
      })
    }
  })
})
