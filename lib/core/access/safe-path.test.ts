import { describe, expect, it } from 'vitest'

import { safePath } from '@/lib/core/access/safe-path'

const elsewhere = [
  '//evil.example',
  '///evil.example',
  '////evil.example/%2f..',
  '//evil.example:80/path',
  '//user@evil.example',
  '/\\evil.example',
  '/\\/evil.example',
  '\\/evil.example',
  '\\\\evil.example',
  '\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/\t\\evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/%2e%2e//evil.example',
  '/.\\\\evil.example',
  'http://evil.example',
  'https://evil.example',
  'HTTPS://evil.example',
  'https:evil.example',
  'https:/evil.example',
  'http:\\\\evil.example',
  'ftp://evil.example',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'mailto:somebody@evil.example',
  'evil.example',
  '@evil.example',
  '.evil.example',
  ':80',
  '?next=//evil.example',
  '#//evil.example',
  '%2f%2fevil.example',
  '//[',
  '//%',
  '',
]

const ours = [
  ['/', '/'],
  ['/t/019a6f3c-5a10-7c39-9d35-0f6f3f6b2f01', '/t/019a6f3c-5a10-7c39-9d35-0f6f3f6b2f01'],
  ['/account?tab=keys#new', '/account?tab=keys#new'],
  ['/invite/a-b_c', '/invite/a-b_c'],
  ['/%2f%2fevil.example', '/%2f%2fevil.example'],
  ['/@evil.example', '/@evil.example'],
  ['/a//b', '/a//b'],
  ['/t/../account', '/account'],
  ['/a?next=//evil.example', '/a?next=//evil.example'],
]

/** Where a browser on our page would go. */
const followed = (path: string) => new URL(path, 'https://ours.example/sign-in')

describe('an address to go on to', () => {
  it.each(elsewhere)('is the home page instead of %j', (given) => expect(safePath(given)).toBe('/'))

  it.each(ours)('is itself when it is ours: %j', (given, path) =>
    expect(safePath(given)).toBe(path),
  )

  it('is ours however the ways to write it are combined', () => {
    const starts = ['', '/', '\\', '.', '..', '%2e', '\t', '\n', ' ', '\0', '/a/..', '/.', 'https:']
    const separators = ['//', '/\\', '\\\\', '\\/', '/\t/', '/%09/', '/;/', '%5c%5c', '/@', ':']
    for (const start of starts) {
      for (const separator of separators) {
        const path = safePath(`${start}${separator}evil.example/x?y#z`)
        expect(path).toMatch(/^\//)
        expect(followed(path).origin).toBe('https://ours.example')
      }
    }
  })
})
