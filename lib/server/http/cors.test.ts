import { describe, expect, it } from 'vitest'

import { corsHeaders, preflightResponse } from '@/lib/server/http/cors'

const from = (origin?: string) => new Headers(origin === undefined ? {} : { origin })
const origins = ['https://app.example']

describe('corsHeaders', () => {
  it('are none without origins', () => expect(corsHeaders(from(origins[0]), [])).toEqual([]))

  it('let a listed origin read, and no other', () => {
    expect(Object.fromEntries(corsHeaders(from(origins[0]), origins))).toMatchObject({
      vary: 'origin',
      'access-control-allow-origin': 'https://app.example',
    })
    for (const other of [undefined, 'null', 'https://app.example.evil', 'http://app.example']) {
      expect(corsHeaders(from(other), origins)).toEqual([['vary', 'origin']])
    }
  })

  it('never share credentials', () =>
    expect(corsHeaders(from(origins[0]), origins).map(([name]) => name)).not.toContain(
      'access-control-allow-credentials',
    ))
})

describe('preflightResponse', () => {
  it('says yes to a listed origin', () => {
    const { status, headers } = preflightResponse(from(origins[0]), origins)
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origins[0]])
    expect(headers.get('access-control-allow-headers')).toContain('idempotency-key')
  })

  it.each([[origins], [[]]])('says no to others', (listed) => {
    const { status, headers } = preflightResponse(from('https://evil.example'), listed)
    expect([status, headers.get('access-control-allow-origin')]).toEqual([403, null])
  })
})
