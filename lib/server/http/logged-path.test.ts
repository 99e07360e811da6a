import { describe, expect, it } from 'vitest'

import { loggedPath } from '@/lib/server/http/logged-path'

describe('the path in the log', () => {
  it('does not tell the token of a public link, whatever comes after it', () => {
    expect(loggedPath('/api/shared/canary')).toBe('/api/shared/…')
    expect(loggedPath('/api/shared/canary/more')).toBe('/api/shared/…/more')
    expect(loggedPath('/api//shared/canary')).toBe('/api//shared/…')
  })

  it('tells every other path as it is', () => {
    expect(loggedPath('/api/threads/shared/messages')).toBe('/api/threads/shared/messages')
  })
})
