import { randomUUID } from 'node:crypto'

import { Client } from 'pg'

import { createMemoryBus } from '@/lib/adapters/streams/memory-bus'
import type { Bus, BusTopic, Log } from '@/lib/core/ports'

const channel = 'skein_bus'
const topics: Record<BusTopic, true> = {
  'turn-queued': true,
  'turn-stop': true,
  'thread-changed': true,
  'owner-news': true,
}

const firstPauseMs = 250
const longestPauseMs = 10_000
/** After so long without an answer the connection counts as lost. */
const patienceMs = 10_000
/** A connection that was cut without a word is found out by asking something. */
const probeMs = 15_000
/** How many words wait for a slow connection; who misses one finds the same in the database. */
const mostUnsent = 1000

class PostgresBus implements Bus {
  readonly #url: string
  readonly #log: Log
  readonly #id = randomUUID()
  readonly #local = createMemoryBus()
  readonly #unsent = new Set<string>()
  #client: Client | null = null
  /** The one statement that is on its way, and those that follow it at once. */
  #sending: Promise<void> | null = null
  #isClosed = false
  #failures = 0
  #retry: NodeJS.Timeout | undefined
  readonly #probe: NodeJS.Timeout

  constructor({ url, log }: { url: string; log: Log }) {
    this.#url = url
    this.#log = log
    this.#probe = setInterval(() => this.#send('SELECT 1'), probeMs).unref()
  }

  publish: Bus['publish'] = (topic, id) => {
    this.#local.publish(topic, id)
    if (!this.#client || this.#unsent.size >= mostUnsent) return
    this.#unsent.add(`${this.#id} ${topic} ${id}`)
    this.#send()
  }

  subscribe: Bus['subscribe'] = (topic, listener) => this.#local.subscribe(topic, listener)

  close = async () => {
    this.#isClosed = true
    clearInterval(this.#probe)
    clearTimeout(this.#retry)
    await this.#sending
    const client = this.#client
    this.#client = null
    await this.#local.close()
    await client?.end().catch(() => undefined)
  }

  /** Settles when it listens, or when the first try failed; later ones follow by themselves. */
  async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.#url,
      application_name: 'skein bus',
      connectionTimeoutMillis: patienceMs,
      query_timeout: patienceMs,
      keepAlive: true,
    })
    client.on('error', (error) => this.#lose(client, error))
    client.on('end', () => this.#lose(client))
    client.on('notification', ({ payload = '' }) => this.#hear(payload))
    try {
      await client.connect()
      await client.query(`LISTEN ${channel}`)
    } catch (error) {
      void client.end().catch(() => undefined)
      this.#reconnect(error)
      return
    }
    if (this.#isClosed) return void client.end().catch(() => undefined)
    if (this.#failures > 0) this.#log.info('bus-connected')
    this.#failures = 0
    this.#client = client
  }

  #hear(payload: string) {
    const [from, topic, id] = payload.split(' ')
    if (from === this.#id || !topic || !id || !Object.hasOwn(topics, topic)) return
    this.#local.publish(topic as BusTopic, id)
  }

  /** What is said while a statement is on its way goes out together with the next one. */
  #send(probe?: string) {
    this.#sending ??= (async () => {
      if (probe) await this.#ask(probe)
      // Also what the same piece of work says next.
      await Promise.resolve()
      while (this.#client && this.#unsent.size > 0) {
        const words = [...this.#unsent]
        this.#unsent.clear()
        await this.#ask('SELECT pg_notify($1, word) FROM unnest($2::text[]) AS word', [
          channel,
          words,
        ])
      }
    })().finally(() => {
      this.#sending = null
    })
  }

  async #ask(sql: string, values?: unknown[]) {
    const client = this.#client
    try {
      await client?.query(sql, values)
    } catch (error) {
      if (client) this.#lose(client, error)
    }
  }

  #lose(client: Client, error?: unknown) {
    if (this.#client !== client) return
    this.#client = null
    this.#unsent.clear()
    void client.end().catch(() => undefined)
    this.#reconnect(error)
  }

  #reconnect(error: unknown) {
    if (this.#isClosed) return
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#failures)
    this.#failures++
    this.#log.warn('bus-disconnected', {
      attempt: this.#failures,
      reason: error instanceof Error ? error.message : null,
    })
    const retry = () => void this.connect()
    this.#retry = setTimeout(retry, pauseMs * (0.75 + Math.random() / 2)).unref()
  }
}

/**
 * A bus between all processes of one database, by LISTEN and NOTIFY on a connection of its own (which must be a session,
 * not one of a pooler that hands it on with each transaction). While it is cut off, words are heard in this process only.
 */
export async function openPostgresBus(options: { url: string; log: Log }): Promise<Bus> {
  const bus = new PostgresBus(options)
  await bus.connect()
  return bus
}
