import { describe, expect, it } from 'vitest'

import { toParts } from '@/components/attachments/attached-file'
import { filesOf } from '@/components/attachments/files-of'
import type { MessagePart } from '@/lib/core/thread/message'

const url = '/api/files/019a6f3c-5a10-7c39-9d35-0f6f3f6b2f01'

describe('the files of a question', () => {
  it('are those that are attached here, with what is known of them', () => {
    const parts: MessagePart[] = [
      { type: 'text', text: 'Look' },
      {
        type: 'file',
        url,
        mediaType: 'image/png',
        filename: 'cat.png',
        providerMetadata: { skein: { size: 5, width: 3, height: 2 } },
      },
    ]
    expect(filesOf(parts)).toEqual([
      { url, name: 'cat.png', mediaType: 'image/png', size: 5, width: 3, height: 2 },
    ])
  })

  it('are none that lie elsewhere, which the page would fetch', () => {
    const elsewhere = ['https://example.org/cat.png', '//example.org', '/api/auth/signout', 'x']
    const parts = elsewhere.map((address): MessagePart => ({
      type: 'file',
      url: address,
      mediaType: 'image/png',
    }))
    expect(filesOf(parts)).toEqual([])
  })

  it('go along without a text when there is none', () => {
    const file = { url, name: 'a.txt', mediaType: 'text/plain', size: 1, width: null, height: null }
    expect(toParts(' ', [file])).toEqual([
      { type: 'file', url, mediaType: 'text/plain', filename: 'a.txt' },
    ])
  })
})
