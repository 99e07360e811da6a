import { expect, it } from 'vitest'

import { hashPassword, verifyPassword } from '@/lib/server/auth/password'

it('knows a password again, and no other', async () => {
  const stored = await hashPassword('correct horse')
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$/)
  expect(stored).not.toContain('correct')
  expect(await verifyPassword(stored, 'correct horse')).toBe(true)
  expect(await verifyPassword(stored, 'Correct horse')).toBe(false)
  expect(await verifyPassword(stored, '')).toBe(false)
})

it('stores the same password differently each time', async () => {
  expect(await hashPassword('correct horse')).not.toBe(await hashPassword('correct horse'))
})

it('knows a password in whichever Unicode form it is typed', async () => {
  expect(await verifyPassword(await hashPassword('caf\u00e9 au lait'), 'cafe\u0301 au lait')).toBe(
    true,
  )
})

it('is false for nobody', async () => {
  expect(await verifyPassword(null, 'correct horse')).toBe(false)
})
