import { describe, expect, it } from 'vitest'

import { checkOrigin } from '@/lib/server/http/check-origin'

const check = (headers: Record<string, string>) => () =>
  checkOrigin(new Headers(headers), {
    hosts: ['skein.example'],
    origins: ['https://app.example'],
  })

describe('checkOrigin', () => {
  it.each([
    { host: 'localhost:3000' },
    { host: '127.0.0.1:4110', origin: 'http://127.0.0.1:4110' },
    { host: '[::1]:3000' },
    { host: 'skein.example', origin: 'https://skein.example', 'sec-fetch-site': 'same-origin' },
    { host: 'localhost:3000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    { host: 'localhost:3000', origin: 'https://app.example', 'sec-fetch-site': 'cross-site' },
  ] as Record<string, string>[])('lets %j pass', (headers) => expect(check(headers)).not.toThrow())

  it.each([
    [{}, 'invalid_host'],
    [{ host: 'evil.example' }, 'invalid_host'],
    [{ host: 'evil.example', origin: 'https://app.example' }, 'invalid_host'],
    [{ host: 'localhost:3000', origin: 'https://app.example:8443' }, 'forbidden_origin'],
    [{ host: 'localhost:3000@evil.example' }, 'invalid_host'],
    [{ host: 'localhost.evil.example' }, 'invalid_host'],
    [{ host: 'localhost:3000', origin: 'http://evil.example' }, 'forbidden_origin'],
    [{ host: 'localhost:3000', origin: 'http://localhost:4000' }, 'forbidden_origin'],
    [{ host: 'localhost:3000', origin: 'null' }, 'forbidden_origin'],
    [
      { host: 'localhost:3000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      'forbidden_origin',
    ],
  ])('refuses %j with %s', (headers, code) =>
    expect(check(headers as Record<string, string>)).toThrow(expect.objectContaining({ code })),
  )
})
