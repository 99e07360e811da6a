import { describe, expect, it } from 'vitest'

import { createFileSchema } from '@/lib/core/file/file'
import { fileIdOf, fileUrl } from '@/lib/core/file/file-address'

const id = '019a6f3c-5a10-7c39-9d35-0f6f3f6b2f01'

describe('the address of a file', () => {
  it('names its id', () => expect(fileIdOf(fileUrl(id))).toBe(id))

  it.each([
    `https://example.org/api/files/${id}`,
    `/api/files/${id}/thumbnail`,
    `/api/files/../threads/${id}`,
    `//example.org/api/files/${id}`,
    `/api/files/${id.toUpperCase()}`,
    'data:image/png;base64,AAAA',
    undefined,
  ])('is nothing else: %s', (url) => expect(fileIdOf(url)).toBeNull())
})

describe('the name of a file', () => {
  it.each([
    ['cat.png', 'cat.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\cat.png', 'cat.png'],
    ['cat\u202Egnp.exe', 'catgnp.exe'],
    ['line\nbreak.txt', 'line break.txt'],
    ['..', 'file'],
    ['folder/', 'file'],
    ['', 'file'],
  ])('%j is kept as %j', (given, kept) =>
    expect(createFileSchema.parse({ name: given }).name).toBe(kept),
  )

  it('that no database can store is refused', () =>
    expect(createFileSchema.safeParse({ name: 'a\0b' }).success).toBe(false))
})
