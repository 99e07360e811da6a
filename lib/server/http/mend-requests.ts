import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

import { mendForwarding, type AddressBlock } from '@/lib/server/http/client-address'

const unreadable = '%EF%BF%BD'

/**
 * Makes requests readable that Next would answer with a bare 500: an address whose percent signs cannot be decoded gets
 * U+FFFD in their place, so that it names nothing; TRACE, which the Fetch API forbids, becomes a method without a route.
 * Says in their headers who made them, believing no proxy but those in `proxies`.
 */
export function mendRequests(proxies: readonly AddressBlock[] = []): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    if (request.url?.includes('%')) request.url = readableAddress(request.url)
    if (request.method === 'TRACE') request.method = 'PROPFIND'
    mendForwarding(request.headers, request.socket.remoteAddress, proxies)
  })
}

/** The address, its path free of percent signs that cannot be decoded. */
export function readableAddress(address: string): string {
  const [path = '', ...query] = address.split('?')
  if (isDecodable(path)) return address
  const mended = path.replace(/(?:%[\da-f]{2})+|%/gi, (run) =>
    isDecodable(run) ? run : unreadable,
  )
  return [mended, ...query].join('?')
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
