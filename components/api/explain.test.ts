import { afterEach, describe, expect, it } from 'vitest'

import { explain, explainWith } from '@/components/api/explain'
import { RequestError } from '@/components/api/request'

describe('telling a person why something did not work', () => {
  afterEach(() => explainWith(({ message }) => message))

  it('says what the server said, or that it cannot be reached', () => {
    expect(explain(new RequestError(404, 'thread_not_found', 'There is no thread 7.'))).toBe(
      'There is no thread 7.',
    )
    expect(explain(new TypeError('fetch failed'))).toBe(
      'Skein cannot be reached. Check that the server runs, then try again.',
    )
  })

  it('says it in the language of the page once that is known', () => {
    explainWith(({ code }) => `auf Deutsch: ${code}`)
    expect(explain(new RequestError(404, 'thread_not_found', 'There is none.'))).toBe(
      'auf Deutsch: thread_not_found',
    )
    expect(explain(new TypeError('fetch failed'))).toBe('auf Deutsch: unreachable')
  })
})
