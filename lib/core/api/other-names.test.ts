import { describe, expect, it } from 'vitest'

import { otherAddresses, queryOfName } from '@/lib/core/api/other-names'

describe('other names', () => {
  it.each([
    ['/api/v1/conversations/abc', { include: 'messages' }],
    ['/api/v1/conversations/abc/messages', {}],
    ['/api/v1/conversations', {}],
    ['/api/threads/abc', {}],
  ])('%s asks for %j', (pathname, query) => expect(queryOfName(pathname)).toEqual(query))

  it.each([
    ['/api/threads', ['/threads', '/api/v1/conversations', '/api/chat/history']],
    ['/api/threads/{id}', ['/threads/{id}', '/api/v1/conversations/{id}', '/api/chat/{id}']],
    ['/api/chat', ['/chat']],
    ['/api/messages/{id}', ['/messages/{id}']],
    ['/api/messages/{id}/vote', ['/messages/{id}/vote']],
    [
      '/api/threads/{id}/messages/{mid}/stream',
      ['/threads/{id}/messages/{mid}/stream', '/api/v1/conversations/{id}/messages/{mid}/stream'],
    ],
  ])('of %s are %j', (path, names) => expect(otherAddresses(path)).toEqual(names))
})
