import { describe, expect, it } from 'vitest'

import { operations } from '@/lib/core/api/operations'
import { errorStatus, SkeinError } from '@/lib/core/errors'
import { countersOf } from '@/lib/core/limits/counters'
import { defaultLimits, limitClasses, limitSchema } from '@/lib/core/limits/limit'
import { limitClassOf } from '@/lib/core/limits/limit-class-of'
import {
  rateLimitHeaders,
  refuseBeyondLimit,
  tightest,
  type LimitState,
} from '@/lib/core/limits/limit-state'

const state = (changes: Partial<LimitState> = {}): LimitState => ({
  name: 'chat',
  limit: { points: 60, seconds: 60 },
  remaining: 3,
  resetSeconds: 17,
  isExceeded: false,
  ...changes,
})

describe('a limit as it is set', () => {
  it('is times and seconds, or off', () => {
    expect(limitSchema.parse('30/60')).toEqual({ points: 30, seconds: 60 })
    expect(limitSchema.parse('1000000/86400')).toEqual({ points: 1_000_000, seconds: 86_400 })
    expect(limitSchema.parse('off')).toBeNull()
  })

  it.each(['', '30', '30/0', '0/60', '-1/60', '30/60/9', '1.5/60', '30 / 60', 'Off', '030/60'])(
    'is not %j, and the error says what it would be',
    (text) => {
      const { error } = limitSchema.safeParse(text)
      expect(error?.issues.map(({ message }) => message)).toEqual([
        'must be times/seconds such as 30/60 (30 times within 60 seconds), or off',
      ])
    },
  )

  it.each(['1000001/60', '30/86401'])('is not as large as %s', (text) =>
    expect(limitSchema.safeParse(text).error?.issues[0]?.message).toMatch(/at most/),
  )

  it('has a default for each class', () => {
    for (const name of limitClasses) expect(limitSchema.parse(defaultLimits[name])).not.toBeNull()
  })
})

describe('the class of an operation', () => {
  const classOf = (id: string) => {
    const operation = operations.find((candidate) => candidate.id === id)
    if (!operation) throw new Error(`There is no operation ${id}.`)
    return limitClassOf(operation)
  }

  it.each(['chat', 'answerTemporarily', 'createMessage', 'createSummary'])('is chat for %s', (id) =>
    expect(classOf(id)).toBe('chat'),
  )
  it.each(['stopChat', 'createThread', 'updateMessage', 'setVote', 'deleteThread'])(
    'is write for %s',
    (id) => expect(classOf(id)).toBe('write'),
  )
  it.each(['resumeChat', 'listThreads', 'followEvents'])('is read for %s', (id) =>
    expect(classOf(id)).toBe('read'),
  )
  it.each(['isLive', 'isReady'])('is none for %s', (id) => expect(classOf(id)).toBeNull())
})

describe('what a request counts against', () => {
  const limit = { points: 10, seconds: 60 }
  const keysOf = (...asker: Parameters<typeof countersOf>) =>
    countersOf(...asker).map(({ key, limit: { points } }) => [key, points])

  it('is the person and, wider, the address', () => {
    expect(keysOf({ userId: 'u', keyId: null, place: 'p' }, limit)).toEqual([
      ['person:u', 10],
      ['place:p', 100],
    ])
  })

  it('is the key instead of the person, and all keys of the person together', () => {
    expect(keysOf({ userId: 'u', keyId: 'k', place: 'p' }, limit)).toEqual([
      ['key:k', 10],
      ['keys:u', 40],
      ['place:p', 100],
    ])
  })

  it('is the address alone when nobody is known', () => {
    expect(keysOf({ userId: null, keyId: null, place: 'p' }, limit)).toEqual([['stranger:p', 10]])
  })
})

describe('where somebody stands', () => {
  it('is told in the headers of the draft', () => {
    expect(Object.fromEntries(rateLimitHeaders(state()))).toEqual({
      'ratelimit-policy': '"chat";q=60;w=60',
      ratelimit: '"chat";r=3;t=17',
      'ratelimit-limit': '60',
      'ratelimit-remaining': '3',
      'ratelimit-reset': '17',
    })
  })

  it('is decided by the counter that hinders most', () => {
    const roomy = state({ remaining: 50 })
    const over = state({ remaining: 0, isExceeded: true, resetSeconds: 5 })
    const overForLong = state({ remaining: 0, isExceeded: true, resetSeconds: 50 })
    expect(tightest([roomy, state()])).toEqual(state())
    expect(tightest([over, state({ remaining: 0 }), overForLong, roomy])).toBe(overForLong)
    expect(tightest([state({ remaining: 0 }), over])).toBe(over)
  })

  it('is an error that says when to try again once it is too much', () => {
    expect(() => refuseBeyondLimit(state({ remaining: 0 }))).not.toThrow()
    const refusal = (resetSeconds: number, name: LimitState['name'] = 'chat') => {
      try {
        refuseBeyondLimit(state({ isExceeded: true, resetSeconds, name }))
      } catch (error) {
        if (error instanceof SkeinError) return error
      }
      throw new Error('It was let through.')
    }
    expect(errorStatus[refusal(17).code]).toBe(429)
    expect(refusal(17).retryAfter).toBe(17)
    expect(refusal(1).message).toBe('Too many messages in a short time. Try again in 1 second.')
    expect(refusal(121, 'sign_in').message).toBe(
      'Too many sign-in attempts in a short time. Try again in 3 minutes.',
    )
    expect(refusal(3600 * 3).message).toMatch(/in 3 hours\.$/)
  })
})
