import { expect, it, vi } from 'vitest'

import { getDraftFiles } from '@/components/attachments/draft-files'
import { attachFiles } from '@/components/attachments/upload-files'

it('attaches files on plain http, where browsers have no crypto.randomUUID', () => {
  const getRandomValues = crypto.getRandomValues.bind(crypto)
  vi.stubGlobal('crypto', { getRandomValues })
  const texts = { tooLarge: 'Too large', tooMany: 'Too many', offline: 'Offline', temporary: '' }
  const files = ['a.md', 'b.md'].map((name) => new File(['larger'], name))
  attachFiles('draft', files, { maxBytes: 1, texts })
  vi.unstubAllGlobals()
  const attached = getDraftFiles('draft')
  expect(attached.map(({ name, problem }) => [name, problem])).toEqual([
    ['a.md', 'Too large'],
    ['b.md', 'Too large'],
  ])
  expect(new Set(attached.map(({ key }) => key)).size).toBe(2)
})
