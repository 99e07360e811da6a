import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6
export type AddressBlock = [Address, number]

const header = 'x-skein-client-address'
const loopback: AddressBlock[] = [
  [ipaddr.IPv4.parse('127.0.0.0'), 8],
  [ipaddr.IPv6.parse('::1'), 128],
]
const told = /^(?:forwarded|x-forwarded-.+|x-real-ip)$/

/**
 * Known to this process alone, so that a header with it was written here: by none that came in before requests were
 * mended, and by that of a request which Next, copying headers, makes to itself.
 */
const seal = () => (shared.skeinAddressSeal ??= randomUUID())
const shared: typeof globalThis & { skeinAddressSeal?: string } = globalThis

/**
 * The addresses that an entry of TRUSTED_PROXIES names: `loopback`, an address, or a block such as `10.0.0.0/8`; null when
 * it names none.
 */
export function proxyBlocks(entry: string): AddressBlock[] | null {
  if (entry === 'loopback') return loopback
  if (ipaddr.isValidCIDR(entry)) return [ipaddr.parseCIDR(entry)]
  const address = parseAddress(entry)
  return address && [[address, address.toByteArray().length * 8]]
}

/**
 * Writes into the headers of a request who made it: `peer`, the other end of its socket, or, when that is one of
 * `proxies`, the nearest address of X-Forwarded-For that is none. What a trusted proxy says of host and protocol becomes
 * the one host and protocol of the request; whatever anybody else says of them is taken away. A request that Next makes to
 * itself keeps what is written there, and gets the host of the request that it carries on.
 */
export function mendForwarding(
  headers: IncomingHttpHeaders,
  peer: string | undefined,
  proxies: readonly AddressBlock[],
): void {
  if (unsealed(headers[header])) {
    // Next notes it before it asks itself for the page that an action leads to.
    headers.host = single(headers['x-forwarded-host']) ?? headers.host
    return
  }
  const isProxy = (address: Address) => proxies.some((block) => isWithin(address, block))
  let client = peer === undefined ? null : parseAddress(peer)
  if (client && isProxy(client)) {
    for (const hop of valuesOf(headers, 'x-forwarded-for').reverse()) {
      const address = parseAddress(withoutPort(hop))
      if (!address) break
      client = address
      if (!isProxy(address)) break
    }
    keepLast(headers, 'x-forwarded-proto', /^https?$/)
    keepLast(headers, 'x-forwarded-host', /^[\w.:[\]-]+$/)
    keepLast(headers, 'x-forwarded-port', /^\d+$/)
    headers.host = single(headers['x-forwarded-host']) ?? headers.host
    headers['x-forwarded-for'] = client.toString()
  } else {
    for (const name of Object.keys(headers)) if (told.test(name)) delete headers[name]
  }
  headers[header] = `${seal()} ${client?.toString() ?? ''}`
}

/** The address of the one who asks, IPv4 as such also when it came mapped into IPv6; null when it is not known. */
export const clientAddress = (headers: Headers): string | null =>
  unsealed(headers.get(header) ?? undefined)?.address || null

/**
 * What is counted as one place: an IPv4 address, or the /64 of an IPv6 address, which is what one customer has to choose
 * from.
 */
export function placeOf(address: string): string {
  const parsed = parseAddress(address)
  if (!(parsed instanceof ipaddr.IPv6)) return address
  return `${new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`
}

function unsealed(value: string | string[] | undefined): { address: string } | null {
  const [start, address = ''] = (single(value) ?? '').split(' ')
  return start === seal() ? { address } : null
}

const parseAddress = (text: string): Address | null =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
    ? ipaddr.process(text)
    : null

const isWithin = (address: Address, [block, bits]: AddressBlock): boolean =>
  address.kind() === block.kind() && address.match(block, bits)

/** Some proxies add the port that the client spoke from. */
const withoutPort = (hop: string): string =>
  /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

const valuesOf = (headers: IncomingHttpHeaders, name: string): string[] =>
  [headers[name] ?? []]
    .flat()
    .flatMap((line) => line.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')

/** What a proxy adds stands last; what stands before it may be the client's. */
function keepLast(headers: IncomingHttpHeaders, name: string, form: RegExp): void {
  const last = valuesOf(headers, name).at(-1)
  if (last !== undefined && form.test(last)) headers[name] = last
  else delete headers[name]
}
