import { z } from 'zod'

export const limitClasses = ['chat', 'write', 'read', 'sign_in', 'sign_up'] as const
/** What is counted together. */
export type LimitClass = (typeof limitClasses)[number]

/** How often something may be done: so many times within a window of seconds, which begins with the first time. */
export type Limit = { points: number; seconds: number }

/** One for each class; null: not limited. */
export type Limits = Record<LimitClass, Limit | null>

/** What nobody meets who uses Skein as it is meant. */
export const defaultLimits = {
  chat: '60/60',
  write: '300/60',
  read: '3000/60',
  sign_in: '10/300',
  sign_up: '5/3600',
} as const satisfies Record<LimitClass, string>

const largest = { points: 1_000_000, seconds: 86_400 }
const form = /^([1-9]\d*)\/([1-9]\d*)$/

/** Reads a limit as it is set: `30/60` for 30 within 60 seconds, or `off`. */
export const limitSchema = z.string().transform((text, context): Limit | null => {
  if (text === 'off') return null
  const [, points, seconds] = (form.exec(text) ?? []).map(Number)
  if (points === undefined || seconds === undefined) {
    context.addIssue('must be times/seconds such as 30/60 (30 times within 60 seconds), or off')
    return z.NEVER
  }
  if (points > largest.points || seconds > largest.seconds) {
    context.addIssue(
      `must be at most ${largest.points} times within at most ${largest.seconds} seconds`,
    )
    return z.NEVER
  }
  return { points, seconds }
})
