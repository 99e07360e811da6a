import { describe, expect, it } from 'vitest'

import { readableAddress } from '@/lib/server/http/mend-requests'

describe('readableAddress', () => {
  it.each(['/api/threads/a%20b?x=%ff', '/%E2%82%AC', '/'])('leaves %s as it is', (address) =>
    expect(readableAddress(address)).toBe(address),
  )

  it.each([
    ['/api/threads/%ff?x=1', '/api/threads/%EF%BF%BD?x=1'],
    ['/%zz', '/%EF%BF%BDzz'],
    ['/%ED%A0%80/%41', '/%EF%BF%BD/%41'],
    ['/100%', '/100%EF%BF%BD'],
  ])('mends %s', (address, mended) => expect(readableAddress(address)).toBe(mended))
})
