import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'

import { SkeinError } from '@/lib/core/errors'
import { limitSchema, type Limits } from '@/lib/core/limits/limit'
import { RateLimits } from '@/lib/server/limits/rate-limits'
import { createFreshDatabase } from '@/e2e/support/fresh-database'
import { hasDatabase } from '@/e2e/support/test-database'

const log = { info() {}, warn: vi.fn(), error() {} }
const limitsOf = (given: Partial<Record<keyof Limits, string>>): Limits => {
  const read = (text = 'off') => limitSchema.parse(text)
  return {
    chat: read(given.chat),
    write: read(given.write),
    read: read(given.read),
    sign_in: read(given.sign_in),
    sign_up: read(given.sign_up),
  }
}

async function refusalOf(work: Promise<unknown>): Promise<{ seconds: number; message: string }> {
  try {
    await work
  } catch (error) {
    if (error instanceof SkeinError && error.code === 'rate_limited') {
      return { seconds: error.retryAfter ?? 0, message: error.message }
    }
    throw error
  }
  throw new Error('It was let through.')
}

const times = async (count: number, work: () => Promise<unknown>) => {
  for (let done = 0; done < count; done++) await work()
}

const anna = { userId: 'anna', address: '203.0.113.1' }
const bert = { userId: 'bert', address: '203.0.113.2' }

describe('limits in memory', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 21) }))
  afterEach(() => void vi.useRealTimers())
  const open = (given: Parameters<typeof limitsOf>[0]) =>
    RateLimits.open({ limits: limitsOf(given), log })
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

  it('let so much through, then say how long to wait, then begin anew', async () => {
    const limits = await open({ chat: '2/60' })
    expect(await limits.consume('chat', anna)).toMatchObject({ remaining: 1, resetSeconds: 60 })
    await pass(20)
    expect(await limits.consume('chat', anna)).toMatchObject({ remaining: 0, resetSeconds: 40 })
    expect(await limits.count('chat', anna)).toMatchObject({ isExceeded: true, remaining: 0 })
    expect(await refusalOf(limits.consume('chat', anna))).toEqual({
      seconds: 40,
      message: 'Too many messages in a short time. Try again in 40 seconds.',
    })
    await pass(40)
    expect(await limits.consume('chat', anna)).toMatchObject({ remaining: 1, resetSeconds: 60 })
  })

  it('hinder nobody else, and no other class', async () => {
    const limits = await open({ chat: '1/60', write: '1/60' })
    await limits.consume('chat', anna)
    await refusalOf(limits.consume('chat', anna))
    await limits.consume('chat', bert)
    await limits.consume('write', anna)
    expect(await limits.consume('read', anna)).toBeNull()
  })

  it('count a key apart from its person, and all keys of a person together', async () => {
    const limits = await open({ write: '2/60' })
    const withKey = (keyId: string) => limits.consume('write', { ...anna, keyId })
    await times(2, () => withKey('one'))
    await refusalOf(withKey('one'))
    await limits.consume('write', anna)
    await times(2, () => withKey('two'))
    await times(2, () => withKey('three'))
    await times(2, () => withKey('four'))
    await refusalOf(withKey('five'))
  })

  it('give one address room for several people, which one of them alone cannot use up', async () => {
    const limits = await open({ write: '2/60' })
    const at = (userId: string) => limits.consume('write', { userId, address: anna.address })
    await times(2, () => at('loud'))
    await times(100, () => refusalOf(at('loud')))
    for (let person = 1; person < 10; person++) await times(2, () => at(`person ${person}`))
    await refusalOf(at('one more'))
    await limits.consume('write', bert)
  })

  it('count strangers by address, IPv6 by the block of one customer', async () => {
    const limits = await open({ sign_up: '1/60' })
    const from = (address: string | null) => limits.consume('sign_up', { address })
    await from('203.0.113.1')
    await refusalOf(from('203.0.113.1'))
    await from('2001:db8:1:2::1')
    await refusalOf(from('2001:db8:1:2::ffff'))
    await from('2001:db8:1:3::1')
    await from(null)
    await refusalOf(from(null))
  })

  it('are those of the workspace where it has its own', async () => {
    const limits = await open({ chat: '1/60' })
    const overrides = { chat: { points: 2, seconds: 60 }, write: { points: 1, seconds: 60 } }
    await times(2, () => limits.consume('chat', { ...anna, overrides }))
    await refusalOf(limits.consume('chat', { ...anna, overrides }))
    await limits.consume('write', { ...anna, overrides })
    await refusalOf(limits.consume('write', { ...anna, overrides }))
    expect(await limits.consume('chat', { ...anna, overrides: { chat: null } })).toBeNull()
  })

  describe('of sign-in', () => {
    const owner = { email: 'owner@example.org', address: '203.0.113.1' }

    it('block one who guesses, each time twice as long, up to an hour', async () => {
      const limits = await open({ sign_in: '3/300' })
      const blocks: number[] = []
      for (let round = 0; round < 6; round++) {
        await times(3, () => limits.signIn(owner))
        blocks.push((await refusalOf(limits.signIn(owner))).seconds)
        await pass(10)
        const rest = (await refusalOf(limits.signIn(owner))).seconds
        expect(rest).toBe((blocks.at(-1) as number) - 10)
        await pass(rest)
      }
      expect(blocks).toEqual([300, 600, 1200, 2400, 3600, 3600])
    })

    it('forget failures after the right password', async () => {
      const limits = await open({ sign_in: '3/300' })
      for (let time = 0; time < 4; time++) {
        await times(2, () => limits.signIn(owner))
        await (await limits.signIn(owner)).succeeded()
      }
    })

    it('hold for one address that tries many accounts, also if it owns one of them', async () => {
      const limits = await open({ sign_in: '3/300' })
      for (let guess = 0; guess < 9; guess++) {
        await limits.signIn({ email: `person${guess}@example.org`, address: owner.address })
        if (guess < 8) await (await limits.signIn(owner)).succeeded()
      }
      expect((await refusalOf(limits.signIn(owner))).seconds).toBe(300)
      await limits.signIn({ ...owner, address: '203.0.113.9' })
    })

    it('hold for many addresses that try one account, but not for where its owner was before', async () => {
      const limits = await open({ sign_in: '3/300' })
      await (await limits.signIn(owner)).succeeded()
      const guess = (number: number) =>
        limits.signIn({ email: ' Owner@Example.org', address: `198.51.100.${number}` })
      for (let number = 1; number <= 10; number++) await times(3, () => guess(number))
      expect((await refusalOf(guess(11))).seconds).toBe(300)
      await (await limits.signIn(owner)).succeeded()
      await refusalOf(guess(12))
      await limits.signIn({ email: 'other@example.org', address: '198.51.100.12' })
      await pass(300)
      await guess(11)
    })

    it('are not used up for the account by one who is refused already', async () => {
      const limits = await open({ sign_in: '3/300' })
      await times(3, () => limits.signIn({ ...owner, address: '198.51.100.1' }))
      await times(100, () => refusalOf(limits.signIn({ ...owner, address: '198.51.100.1' })))
      await limits.signIn(owner)
    })

    it('can be off', async () => {
      const limits = await open({})
      await times(100, () => limits.signIn(owner))
    })
  })
})

describe.skipIf(!hasDatabase('postgres'))('limits on PostgreSQL', () => {
  let database: { url: string; drop(): Promise<void> }
  const opened: RateLimits[] = []
  const open = async (given: Parameters<typeof limitsOf>[0]) => {
    const limits = await RateLimits.open({ limits: limitsOf(given), url: database.url, log })
    opened.push(limits)
    return limits
  }
  const ask = async (sql: string) => {
    const client = new Client({ connectionString: database.url })
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }

  beforeEach(async () => {
    database = await createFreshDatabase(inject('postgresUrl') as string)
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((limits) => limits.close()))
    await database.drop()
  })

  it('are counted by all processes together, also when they start at once', async () => {
    const replicas = await Promise.all([1, 2, 3, 4].map(() => open({ chat: '20/60' })))
    const states = await Promise.all(
      Array.from({ length: 40 }, (_, at) => replicas[at % 4]?.count('chat', anna)),
    )
    expect(states.filter((state) => state?.isExceeded === false)).toHaveLength(20)
    expect(states.filter((state) => state?.isExceeded)).toHaveLength(20)
    for (const replica of replicas) {
      const { seconds } = await refusalOf(replica.consume('chat', anna))
      expect(seconds).toBeGreaterThan(50)
      expect(seconds).toBeLessThanOrEqual(60)
      await replica.consume('chat', bert)
    }
  })

  it('begin anew when the window is over', async () => {
    const [one, other] = [await open({ write: '2/5' }), await open({ write: '2/5' })]
    await times(2, () => one.consume('write', anna))
    await refusalOf(other.consume('write', anna))
    await vi.waitFor(() => other.consume('write', anna), { timeout: 20_000, interval: 50 })
  })

  it('keep a block of sign-in and its growth in all processes, and forget it after a success', async () => {
    const [one, other] = [await open({ sign_in: '2/300' }), await open({ sign_in: '2/300' })]
    const owner = { email: 'owner@example.org', address: '203.0.113.1' }
    await one.signIn(owner)
    await (await other.signIn(owner)).succeeded()
    await one.signIn(owner)
    await other.signIn(owner)
    expect((await refusalOf(one.signIn(owner))).seconds).toBe(300)
    expect((await refusalOf(other.signIn(owner))).seconds).toBeGreaterThan(290)
    await ask(`UPDATE skein_limits.counter SET expire = 0 WHERE key LIKE 'sign_in:%'`)
    await times(2, () => other.signIn(owner))
    expect((await refusalOf(other.signIn(owner))).seconds).toBe(600)
    expect(JSON.stringify(await ask('SELECT key FROM skein_limits.counter'))).not.toContain('@')
  })

  it('leave reads to each process', async () => {
    const [one, other] = [await open({ read: '1/60' }), await open({ read: '1/60' })]
    await one.consume('read', anna)
    await refusalOf(one.consume('read', anna))
    await other.consume('read', anna)
    expect(await ask('SELECT key FROM skein_limits.counter')).toEqual([])
  })

  it('count in memory while the database is out of reach, and together again after', async () => {
    const limits = await open({ chat: '2/60', sign_in: '2/60' })
    await limits.consume('chat', anna)
    await ask('ALTER TABLE skein_limits.counter RENAME TO gone')
    await times(2, () => limits.consume('chat', anna))
    await refusalOf(limits.consume('chat', anna))
    await (await limits.signIn({ email: 'a@example.org', address: null })).succeeded()
    await ask('ALTER TABLE skein_limits.gone RENAME TO counter')
    expect(await limits.consume('chat', anna)).toMatchObject({ remaining: 0 })
    await refusalOf(limits.consume('chat', anna))
  })

  it('answer in time while the database says nothing', async () => {
    const limits = await open({ chat: '2/60' })
    await limits.consume('chat', anna)
    const blocker = new Client({ connectionString: database.url })
    await blocker.connect()
    await blocker.query('BEGIN; LOCK TABLE skein_limits.counter IN ACCESS EXCLUSIVE MODE')
    const startedAt = performance.now()
    expect(await limits.consume('chat', anna)).toMatchObject({ remaining: 1 })
    expect(performance.now() - startedAt).toBeLessThan(5000)
    await blocker.query('ROLLBACK')
    await blocker.end()
  })
})
