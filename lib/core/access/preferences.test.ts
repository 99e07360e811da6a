import { describe, expect, it } from 'vitest'

import { defaultPreferences, readPreferences } from '@/lib/core/access/preferences'

describe('readPreferences', () => {
  it('keeps what was chosen and fills in the rest', () => {
    expect(readPreferences({ send_key: 'mod_enter' })).toEqual({
      ...defaultPreferences,
      send_key: 'mod_enter',
    })
  })

  it('takes the default for what makes no sense', () => {
    const stored = { send_key: 'telepathy', favourite_models: ['a/b'], shortcuts: [], other: 1 }
    expect(readPreferences(stored)).toEqual({ ...defaultPreferences, favourite_models: ['a/b'] })
  })

  it('reads anything', () => {
    for (const stored of [null, undefined, 1, 'x', []]) {
      expect(readPreferences(stored)).toEqual(defaultPreferences)
    }
  })
})
