import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { recentModels, rememberModel } from '@/components/models/recent-models'

let stored: Map<string, string>

beforeEach(() => {
  stored = new Map()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  })
})
afterEach(() => vi.unstubAllGlobals())

it('keeps the three models that were chosen last, each once', () => {
  for (const id of ['a', 'b', 'c', 'b', 'd']) rememberModel(id)
  expect(recentModels()).toEqual(['d', 'b', 'c'])
})

it('begins anew when what is stored makes no sense', () => {
  stored.set('draft-recent-models', '{"a": 1}')
  expect(recentModels()).toEqual([])
  rememberModel('a')
  expect(recentModels()).toEqual(['a'])
})
