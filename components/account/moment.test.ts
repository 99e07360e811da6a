import { expect, test } from 'vitest'

import { dayAndMonth, dayAndTime, dayOf, describePast } from '@/components/account/moment'
import { english } from '@/e2e/support/in-english'

const now = { at: Date.parse('2026-11-21T15:00:00Z'), timeZone: 'UTC' }

test.each([
  ['2026-11-21T14:59:30Z', 'just now'],
  ['2026-11-21T15:00:20Z', 'just now'],
  ['2026-11-21T14:53:00Z', '7 minutes ago'],
  ['2026-11-21T13:40:00Z', 'one hour ago'],
  ['2026-11-21T04:00:00Z', '11 hours ago'],
  ['2026-11-20T14:05:00Z', '20 Nov 2026, 14:05'],
])('says of %s that it was %s', (iso, words) => {
  expect(describePast(iso, now, english('account.past'), 'en')).toBe(words)
})

test('days and times are those of the reader', () => {
  const tokyo = { ...now, timeZone: 'Asia/Tokyo' }
  expect(dayOf('2026-11-20T18:00:00Z', tokyo, 'en')).toBe('21 Nov 2026')
  expect(dayAndTime('2026-11-20T18:00:00Z', tokyo, 'en')).toBe('21 Nov 2026, 03:00')
  expect(dayAndTime('2026-11-20T18:00:00Z', tokyo, 'de')).toBe('21. Nov. 2026, 03:00')
  expect(dayAndMonth('2026-11-20T18:00:00Z', tokyo, 'en')).toBe('21 Nov')
  expect(dayAndMonth('2026-11-20', { timeZone: 'UTC' }, 'de')).toBe('20. Nov.')
})
