import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, it } from 'vitest'

import {
  clientAddress,
  mendForwarding,
  placeOf,
  proxyBlocks,
} from '@/lib/server/http/client-address'

const blocks = (...entries: string[]) => entries.flatMap((entry) => proxyBlocks(entry) ?? [])

function mended(sent: Record<string, string>, peer: string | undefined, ...proxies: string[]) {
  const headers: Record<string, string> = { host: 'inside:3000', ...sent }
  mendForwarding(headers, peer, blocks(...proxies))
  const fetched = new Headers(headers)
  const address = clientAddress(fetched)
  fetched.delete('x-skein-client-address')
  return { address, ...Object.fromEntries(fetched) }
}

describe('who made a request', () => {
  it('is the other end of the socket when no proxy is trusted, whatever it says', () => {
    const lies = {
      forwarded: 'for=1.1.1.1;proto=https',
      'x-forwarded-for': '1.1.1.1',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      'x-forwarded-server': 'evil',
      'x-real-ip': '1.1.1.1',
      'x-skein-client-address': '1.1.1.1',
    }
    expect(mended(lies, '203.0.113.7')).toEqual({ address: '203.0.113.7', host: 'inside:3000' })
    expect(mended(lies, '203.0.113.7', 'loopback', '10.0.0.0/8')).toEqual({
      address: '203.0.113.7',
      host: 'inside:3000',
    })
  })

  it('is what a trusted proxy says, with its host and protocol', () => {
    const said = {
      'x-forwarded-for': '198.51.100.4',
      'x-forwarded-host': 'chat.example',
      'x-forwarded-proto': 'https',
    }
    expect(mended(said, '127.0.0.1', 'loopback')).toEqual({
      ...said,
      address: '198.51.100.4',
      host: 'chat.example',
    })
  })

  it.each([
    ['the client wrote addresses itself', '6.6.6.6, 198.51.100.4', '198.51.100.4'],
    ['there are several proxies', '6.6.6.6, 198.51.100.4, 10.1.2.3', '198.51.100.4'],
    ['only proxies are named', '10.9.9.9, 10.1.2.3', '10.9.9.9'],
    ['an entry is no address', '198.51.100.4, unknown, 10.1.2.3', '10.1.2.3'],
    ['the last entry is no address', '198.51.100.4, x', '127.0.0.1'],
    ['an entry carries a port', '198.51.100.4:5123', '198.51.100.4'],
    ['an IPv6 entry carries a port', '[2001:db8::4]:5123', '2001:db8::4'],
    ['an entry is IPv4 in IPv6', '::ffff:198.51.100.4', '198.51.100.4'],
    ['it is empty', '', '127.0.0.1'],
  ])('is the nearest address that is no proxy when %s', (_, sent, address) => {
    const { 'x-forwarded-for': rest, ...found } = mended(
      { 'x-forwarded-for': sent },
      '127.0.0.1',
      'loopback',
      '10.0.0.0/8',
    ) as Record<string, string>
    expect(found.address).toBe(address)
    expect(rest).toBe(address)
  })

  it('counts a peer mapped into IPv6 as what it is', () => {
    expect(mended({}, '::ffff:203.0.113.7').address).toBe('203.0.113.7')
    const said = { 'x-forwarded-for': '198.51.100.4' }
    expect(mended(said, '::ffff:127.0.0.1', 'loopback').address).toBe('198.51.100.4')
    expect(mended(said, '2001:db8::1', '2001:db8::/32').address).toBe('198.51.100.4')
    expect(mended(said, '2001:db9::1', '2001:db8::/32').address).toBe('2001:db9::1')
  })

  it('takes of a list what the nearest proxy added, and nothing that is no host or protocol', () => {
    const listed = {
      'x-forwarded-host': 'evil.example, chat.example',
      'x-forwarded-proto': 'http, https',
    }
    expect(mended(listed, '::1', 'loopback')).toMatchObject({
      host: 'chat.example',
      'x-forwarded-host': 'chat.example',
      'x-forwarded-proto': 'https',
    })
    const odd = { 'x-forwarded-host': 'a/b', 'x-forwarded-proto': 'ftp', 'x-forwarded-port': 'x' }
    expect(mended(odd, '::1', 'loopback')).toEqual({
      address: '::1',
      host: 'inside:3000',
      'x-forwarded-for': '::1',
    })
  })

  it('stays for a request that carries on the headers of another', () => {
    const first: IncomingHttpHeaders = {
      'x-forwarded-for': '198.51.100.4',
      'x-forwarded-proto': 'https',
    }
    mendForwarding(first, '10.0.0.1', blocks('10.0.0.0/8'))
    const second = { ...first }
    mendForwarding(second, '127.0.0.1', blocks('10.0.0.0/8'))
    expect(second).toEqual(first)
  })

  it('keeps its host in a request that Next makes to itself', () => {
    const first: IncomingHttpHeaders = { host: 'chat.example', 'x-forwarded-host': 'evil.example' }
    mendForwarding(first, '203.0.113.7', [])
    // Next notes the host; fetch sends the one that it speaks to.
    const second = { ...first, 'x-forwarded-host': first.host, host: '127.0.0.1:3000' }
    mendForwarding(second, '127.0.0.1', [])
    expect(second.host).toBe('chat.example')
  })

  it('is not known of a request that was not mended or has no address', () => {
    expect(clientAddress(new Headers({ 'x-skein-client-address': '1.1.1.1' }))).toBeNull()
    expect(clientAddress(new Headers())).toBeNull()
    expect(mended({}, undefined).address).toBeNull()
  })
})

describe('proxyBlocks', () => {
  it.each(['10.0.0.1', '10.0.0.0/8', '2001:db8::1', '2001:db8::/32', 'loopback'])(
    'knows %s',
    (entry) => expect(proxyBlocks(entry)).not.toBeNull(),
  )

  it.each(['', '10.0.0', '10', '10.0.0.1/33', 'example.org', '0x7f.1', 'all'])(
    'refuses %j',
    (entry) => expect(proxyBlocks(entry)).toBeNull(),
  )
})

describe('placeOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::9', '2001:db8:1:3::/64'],
  ])('takes %s as %s', (address, place) => expect(placeOf(address)).toBe(place))
})
