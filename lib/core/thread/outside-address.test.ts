import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  isDataPicture,
  namesAnotherHost,
  outsideAddress,
  webAddress,
} from '@/lib/core/thread/outside-address'

describe('outsideAddress', () => {
  it.each([
    ['https://example.org', 'https://example.org/', 'example.org'],
    ['HTTP://Example.org:8080/a?b#c', 'http://example.org:8080/a?b#c', 'example.org:8080'],
    ['mailto:somebody@example.org?subject=Hi', undefined, 'somebody@example.org'],
    ['https:\\\\example.org\\a', 'https://example.org/a', 'example.org'],
    ['https://аpple.com/', 'https://xn--pple-43d.com/', 'xn--pple-43d.com'],
  ])('leads from %j to %j', (written, href = written, host) => {
    expect(outsideAddress(written)).toEqual({ href, host })
  })

  it.each([
    '',
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '\u0001javascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://example.org/1',
    'file:///etc/passwd',
    'intent://x#Intent;end',
    'view-source:https://example.org',
    'filesystem:https://example.org/x',
    'ftp://example.org',
    'about:blank',
    '//example.org/x',
    '/api/threads',
    'page',
    '?q=1',
    '#top',
    'https://bank.example@evil.example/',
    'https://:secret@evil.example/',
    'https://',
    `https://example.org/${'a'.repeat(4096)}`,
  ])('refuses %j', (written) => {
    expect(outsideAddress(written)).toBeNull()
  })

  it('gives only addresses that a browser reads in the same way again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (written) => {
        const address = outsideAddress(written)
        if (address) expect(new URL(address.href, 'https://skein.example').href).toBe(address.href)
      }),
      { numRuns: 500 },
    )
  })
})

it('takes mail for no web page', () => {
  expect(webAddress('mailto:a@example.org')).toBeNull()
  expect(webAddress('http://example.org')?.host).toBe('example.org')
})

describe('isDataPicture', () => {
  it.each(['png', 'jpeg', 'gif', 'webp'])('takes %s', (kind) => {
    expect(isDataPicture(`data:image/${kind};base64,iVBORw0KGgo=`)).toBe(true)
  })

  it.each([
    'data:image/svg+xml;base64,PHN2Zz4=',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'data:image/png,abc',
    'data:image/png;base64,',
    'data:image/png;base64,abc"onload="x',
    'data:image/png;charset=x;base64,abcd',
    'data:text/html;base64,abcd',
    'https://example.org/a.png',
    `data:image/png;base64,${'a'.repeat(4_000_000)}`,
  ])('refuses %.60s', (written) => {
    expect(isDataPicture(written)).toBe(false)
  })
})

describe('namesAnotherHost', () => {
  const evil = { href: 'https://evil.example/', host: 'evil.example' }
  it.each([
    'https://bank.example',
    'bank.example',
    'www.bank.example/login',
    'Log in at bank.example!',
    'see (https://bank.example/a), please',
    'HTTPS://BANK.EXAMPLE',
    'https://evil.example@bank.example/',
    'https://bank.example\\@evil.example',
    'evil.example.bank.example',
    'bank\u200B.example',
    'ｂａｎｋ．ｅｘａｍｐｌｅ',
    'evil.\u202Eelpmaxe',
    'someone@evil.example',
    'https:',
  ])('knows %j for a false name of evil.example', (text) => {
    expect(namesAnotherHost(text, evil)).toBe(true)
  })

  it.each([
    'evil.example',
    'www.evil.example',
    'https://evil.example/some/path?x=https',
    'Evil.example:',
    'the documentation',
    'Node.js and package.json, v1.2.3, e.g. U.S. and/or',
    '',
    'Tabelle 3.5',
  ])('lets %j be', (text) => {
    expect(namesAnotherHost(text, evil)).toBe(false)
  })

  it('shows how a foreign alphabet is really spelt', () => {
    const address = outsideAddress('https://аpple.com/')
    expect(address && namesAnotherHost('https://аpple.com/', address)).toBe(true)
  })

  it('compares receivers of mail', () => {
    const mail = outsideAddress('mailto:eve@evil.example')
    expect(mail && namesAnotherHost('alice@bank.example', mail)).toBe(true)
    expect(mail && namesAnotherHost('eve@evil.example', mail)).toBe(false)
    expect(mail && namesAnotherHost('mailto:eve@evil.example', mail)).toBe(false)
  })
})
