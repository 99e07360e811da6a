import { SkeinError } from '@/lib/core/errors'
import type { Limit, LimitClass } from '@/lib/core/limits/limit'

/** Where somebody stands after a request was counted. */
export type LimitState = {
  name: LimitClass
  limit: Limit
  /** How many more requests of the class there may be in this window. */
  remaining: number
  /** Seconds until the window ends, at least 1. */
  resetSeconds: number
  /** This request was one too many. */
  isExceeded: boolean
}

/** Of several counters the one that a client should heed: exceeded and longest to wait for, else fewest left. */
export const tightest = (states: readonly LimitState[]): LimitState | null =>
  states.reduce<LimitState | null>((worst, state) => {
    if (worst === null) return state
    if (state.isExceeded !== worst.isExceeded) return state.isExceeded ? state : worst
    if (state.isExceeded) return state.resetSeconds > worst.resetSeconds ? state : worst
    return state.remaining < worst.remaining ? state : worst
  }, null)

/**
 * The headers that tell a client where it stands: `RateLimit-Policy` and `RateLimit` of
 * draft-ietf-httpapi-ratelimit-headers since its version 08, and `RateLimit-Limit`, `-Remaining` and `-Reset` (seconds) of
 * versions up to 06, which most clients read.
 */
export const rateLimitHeaders = (state: LimitState): [string, string][] => [
  ['ratelimit-policy', `"${state.name}";q=${state.limit.points};w=${state.limit.seconds}`],
  ['ratelimit', `"${state.name}";r=${state.remaining};t=${state.resetSeconds}`],
  ['ratelimit-limit', String(state.limit.points)],
  ['ratelimit-remaining', String(state.remaining)],
  ['ratelimit-reset', String(state.resetSeconds)],
]

const what: Record<LimitClass, string> = {
  chat: 'messages',
  write: 'changes',
  read: 'requests',
  sign_in: 'sign-in attempts',
  sign_up: 'new accounts',
}

/** Throws `rate_limited`, saying when to try again, if a request was one too many. */
export function refuseBeyondLimit(state: LimitState): void {
  if (!state.isExceeded) return
  const { name, resetSeconds } = state
  throw new SkeinError(
    'rate_limited',
    `Too many ${what[name]} in a short time. Try again in ${duration(resetSeconds)}.`,
    { retryAfter: resetSeconds },
  )
}

/** Seconds as a person says them, rounded up. */
function duration(seconds: number): string {
  if (seconds < 120) return count(seconds, 'second')
  const minutes = Math.ceil(seconds / 60)
  return minutes < 120 ? count(minutes, 'minute') : count(Math.ceil(minutes / 60), 'hour')
}

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`
