import { describe, expect, it } from 'vitest'

import { dayIn, dayLabel, groupByDay } from '@/components/threads/group-by-day'
import { english } from '@/e2e/support/in-english'

const group = (times: string[], { today = '2026-11-21', timeZone = 'UTC' } = {}) =>
  groupByDay(times, (time) =>
    dayLabel(time, { today, timeZone, t: english('threads.days'), locale: 'en' }),
  ).map(({ label, items }) => [label, items.length])

describe('grouping threads by day', () => {
  it('names today, yesterday, the week before and then months', () => {
    expect(
      group([
        '2026-11-21T09:00:00Z',
        '2026-11-20T23:59:59Z',
        '2026-11-19T10:00:00Z',
        '2026-11-14T00:00:00Z',
        '2026-11-13T23:00:00Z',
        '2026-10-01T00:00:00Z',
        '2025-12-31T00:00:00Z',
      ]),
    ).toEqual([
      ['Today', 1],
      ['Yesterday', 1],
      ['Previous 7 days', 2],
      ['November', 1],
      ['October', 1],
      ['December 2025', 1],
    ])
  })

  it('counts the days of the given time zone, not of UTC', () => {
    const lateEvening = '2026-11-21T04:30:00Z'
    expect(dayIn('America/New_York', new Date(lateEvening))).toBe('2026-11-20')
    expect(group([lateEvening], { timeZone: 'America/New_York', today: '2026-11-21' })).toEqual([
      ['Yesterday', 1],
    ])
  })

  it('counts calendar days across a change of the clock', () => {
    const timeZone = 'Europe/Berlin'
    expect(group(['2026-10-24T22:30:00Z'], { timeZone, today: '2026-10-26' })).toEqual([
      ['Yesterday', 1],
    ])
  })

  it('takes a time that is ahead of the page for today', () => {
    expect(group(['2026-11-22T00:00:10Z'])).toEqual([['Today', 1]])
  })
})
