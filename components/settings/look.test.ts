import { expect, it } from 'vitest'

import { readLook } from '@/components/settings/look'

const read = (cookies: Record<string, string>) => readLook((name) => cookies[name])

it('is as it is for everybody until a device has chosen', () => {
  expect(read({})).toEqual({ theme: 'system', density: 'comfortable', fontSize: 'medium' })
})

it('is what the cookies say, as far as they make sense', () => {
  expect(read({ theme: 'dark', density: 'compact', 'font-size': 'huge' })).toEqual({
    theme: 'dark',
    density: 'compact',
    fontSize: 'medium',
  })
})
