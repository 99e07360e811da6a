import { createHash } from 'node:crypto'

import { Pool } from 'pg'
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible'

import { countersOf, type Counter } from '@/lib/core/limits/counters'
import type { Limit, LimitClass, Limits } from '@/lib/core/limits/limit'
import { refuseBeyondLimit, tightest, type LimitState } from '@/lib/core/limits/limit-state'
import type { Log } from '@/lib/core/ports'
import { placeOf } from '@/lib/server/http/client-address'

export type Asking = {
  userId?: string | null
  keyId?: string | null
  /** Of the one who asks; those whose address is not known count as one. */
  address: string | null
  /** What a workspace sets instead of the environment's limits. */
  overrides?: Partial<Limits>
}

export type SignInAttempt = {
  /** To be called when the password was right: neither it nor the failures before it count any longer. */
  succeeded(): Promise<void>
}

/** Longer than this nobody waits for a count; what is counted meanwhile counts in this process alone. */
const patienceMs = 1000
const sweepMs = 5 * 60_000
const setUpLock = 72_707_371
const schema = 'skein_limits'
const table = 'counter'

// The rows may be lost with a crash of the database: they are minutes old.
const setUp = `BEGIN;
  SELECT pg_advisory_xact_lock(${setUpLock});
  CREATE SCHEMA IF NOT EXISTS ${schema};
  CREATE UNLOGGED TABLE IF NOT EXISTS ${schema}.${table}
    (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
  COMMIT`

/** How many addresses may fail on one account as often as one may. */
const addressesOnAccount = 10
/** How many accounts may be failed on from one address as often as one may. */
const accountsAtPlace = 3
const longestBlockSeconds = 3600
const strikesSeconds = 86_400
/** For so long an address from which somebody signed in is let in while others fail on the account. */
const familiarSeconds = 14 * 86_400

/**
 * Counts how often people, keys and addresses do things. In memory, or in PostgreSQL for all processes that share it;
 * there reads, which are many and cheap, still count in each process by itself. Never throws because of the database.
 */
export class RateLimits {
  readonly #limits: Limits
  readonly #pool: Pool | null
  readonly #limiters = new Map<string, RateLimiterAbstract>()
  readonly #sweep: NodeJS.Timeout | undefined

  private constructor(limits: Limits, pool: Pool | null) {
    this.#limits = limits
    this.#pool = pool
    if (pool) this.#sweep = setInterval(() => void this.#forget(pool), sweepMs).unref()
  }

  /** Counts in memory without a `url`, else in that PostgreSQL database. Throws when it cannot be set up. */
  static async open(options: { limits: Limits; url?: string; log: Log }): Promise<RateLimits> {
    const { limits, url, log } = options
    if (!url) return new RateLimits(limits, null)
    const pool = new Pool({
      connectionString: url,
      application_name: 'skein limits',
      max: 3,
      connectionTimeoutMillis: patienceMs,
      query_timeout: patienceMs,
      idleTimeoutMillis: 60_000,
      allowExitOnIdle: true,
    })
    pool.on('error', (error) => log.warn('limits-disconnected', { reason: error.message }))
    await pool.query(setUp)
    return new RateLimits(limits, pool)
  }

  /** Counts a request and says where the one who made it stands; null when the class has no limit. */
  async count(name: LimitClass, asking: Asking): Promise<LimitState | null> {
    const { userId = null, keyId = null, address, overrides } = asking
    const limit = overrides?.[name] === undefined ? this.#limits[name] : overrides[name]
    if (!limit) return null
    const states: LimitState[] = []
    // One after the other: what is refused to one person must not use up what their address has for others.
    for (const counter of countersOf({ userId, keyId, place: place(address) }, limit)) {
      const state = await this.#count(name, counter)
      states.push(state)
      if (state.isExceeded) break
    }
    return tightest(states)
  }

  /** Counts a request. Throws `rate_limited` with the seconds to wait when it was one too many. */
  async consume(name: LimitClass, asking: Asking): Promise<LimitState | null> {
    const state = await this.count(name, asking)
    if (state) refuseBeyondLimit(state)
    return state
  }

  /**
   * Counts an attempt to sign in, to be called before the password is looked at: against the address, against the account
   * from this address, and against the account from everywhere, unless this address is familiar to it. Each further time
   * that the first two are spent blocks twice as long, up to an hour. Throws `rate_limited`.
   */
  async signIn({
    email,
    address,
  }: {
    email: string
    address: string | null
  }): Promise<SignInAttempt> {
    const limit = this.#limits.sign_in
    if (!limit) return { succeeded: async () => undefined }
    const from = place(address)
    const account = createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')
    const times = (factor: number): Limit => ({ ...limit, points: limit.points * factor })
    const counters = {
      place: { key: `failures:${from}`, limit: times(accountsAtPlace) },
      pair: { key: `failures:${account}:${from}`, limit },
      account: { key: `failures:${account}`, limit: times(addressesOnAccount) },
    }
    const familiar = this.#familiar()
    const familiarKey = `${account}:${from}`

    // One after the other: what is refused for its address must not use up what the account has for others.
    await this.#attempt(counters.place)
    await this.#attempt(counters.pair)
    const isFamiliar = (await familiar.get(familiarKey)) !== null
    if (!isFamiliar) refuseBeyondLimit(await this.#count('sign_in', counters.account))

    return {
      succeeded: async () => {
        await Promise.all([
          this.#limiter('sign_in', counters.place.limit).reward(counters.place.key),
          this.#limiter('sign_in', counters.pair.limit).delete(counters.pair.key),
          this.#strikes().delete(counters.pair.key),
          familiar.set(familiarKey, 1, familiarSeconds),
          isFamiliar
            ? null
            : this.#limiter('sign_in', counters.account.limit).reward(counters.account.key),
        ])
      },
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#sweep)
    await this.#pool?.end()
  }

  async #attempt(counter: Counter): Promise<void> {
    const state = await this.#count('sign_in', counter)
    if (!state.isFirstBeyond) return refuseBeyondLimit(state)
    const { key, limit } = counter
    const { consumedPoints: strikes } = await this.#strikes().consume(key)
    const seconds = Math.min(longestBlockSeconds, limit.seconds * 2 ** (strikes - 1))
    await this.#limiter('sign_in', limit).block(key, seconds)
    refuseBeyondLimit({ ...state, resetSeconds: seconds })
  }

  async #count(
    name: LimitClass,
    { key, limit }: Counter,
  ): Promise<LimitState & { isFirstBeyond: boolean }> {
    let isExceeded = false
    const result = await this.#limiter(name, limit)
      .consume(key)
      .catch((refusal) => {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        isExceeded = true
        return refusal
      })
    return {
      name,
      limit,
      remaining: result.remainingPoints,
      resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
      isExceeded,
      isFirstBeyond: result.consumedPoints === limit.points + 1,
    }
  }

  #limiter(name: LimitClass, { points, seconds }: Limit): RateLimiterAbstract {
    return this.#kept(name, points, seconds)
  }

  #strikes = () => this.#kept('strikes', Number.MAX_SAFE_INTEGER, strikesSeconds)
  #familiar = () => this.#kept('familiar', 1, familiarSeconds)

  /** A limiter carries its limit; those of one name count the same rows. */
  #kept(name: string, points: number, seconds: number): RateLimiterAbstract {
    const id = `${name} ${points}/${seconds}`
    const kept = this.#limiters.get(id)
    if (kept) return kept
    const options = { keyPrefix: name, points, duration: seconds }
    const memory = new RateLimiterMemory(options)
    const made =
      this.#pool && name !== 'read'
        ? new RateLimiterPostgres({
            ...options,
            storeClient: this.#pool,
            schemaName: schema,
            tableName: table,
            tableCreated: true,
            clearExpiredByTimeout: false,
            insuranceLimiter: memory,
            // Who goes on regardless is refused without asking the database; a block by `signIn` it alone knows.
            inMemoryBlockOnConsumed: name === 'sign_in' ? 0 : points + 1,
          })
        : memory
    this.#limiters.set(id, made)
    return made
  }

  #forget(pool: Pool): Promise<unknown> {
    return pool
      .query(`DELETE FROM ${schema}.${table} WHERE expire < $1`, [Date.now()])
      .catch(() => undefined)
  }
}

const place = (address: string | null): string => (address === null ? 'unknown' : placeOf(address))
