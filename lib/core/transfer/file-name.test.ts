import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { contentDisposition, fileName } from '@/lib/core/transfer/file-name'

describe('the name of a file', () => {
  it.each([
    ['Planning the garden', 'Planning the garden.md'],
    ['../../etc/passwd', 'etcpasswd.md'],
    ['What is 7/8 of "x"?\r\nSet-Cookie: a', 'What is 78 of x Set-Cookie a.md'],
    ['???', 'thread.md'],
    ['Ende. ', 'Ende.md'],
  ])('made of %j is %j', (title, name) => expect(fileName(title, 'md')).toBe(name))

  it('is safe, whatever the title, and survives the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const name = fileName(title, 'md')
        expect(name).not.toMatch(/["\\/\p{Cc}]|^[.-]/u)
        expect(name.length).toBeLessThan(200)
        const header = contentDisposition(name)
        expect(header).toMatch(/^[\x20-\x7e]+$/)
        const [, encoded] = /filename\*=UTF-8''([\w.~%!#$&+^`|-]+)$/.exec(header) ?? []
        expect(decodeURIComponent(encoded ?? '')).toBe(name)
        expect(new Headers({ 'content-disposition': header })).toBeDefined()
      }),
    )
  })
})
