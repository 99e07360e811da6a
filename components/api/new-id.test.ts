import { validate, version } from 'uuid'
import { expect, it, vi } from 'vitest'

import { newId } from '@/components/api/new-id'

it('makes ids of version 7 that ascend, also within a millisecond', () => {
  vi.useFakeTimers({ now: 1_750_000_000_000 })
  const ids = Array.from({ length: 500 }, newId)
  vi.useRealTimers()
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids.map((id) => id.slice(15))).size).toBe(ids.length)
})

it('begins an id with the time', () => {
  const before = Date.now()
  const time = parseInt(newId().replaceAll('-', '').slice(0, 12), 16)
  expect(time).toBeGreaterThanOrEqual(before)
})
