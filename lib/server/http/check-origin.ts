import { SkeinError } from '@/lib/core/errors'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a Host header names Skein: this machine, or one of `hosts`, with its port or without. */
export function isOwnHost(host: string, hosts: readonly string[]): boolean {
  const hostname = hostnameOf(host)
  return (
    hostname !== null &&
    (loopback.has(hostname) || hosts.includes(hostname) || hosts.includes(host))
  )
}

/**
 * Refuses a request that another site made: the Host must be a name under which Skein may be reached (a foreign one means
 * DNS rebinding), and a browser's Origin must be that same host or one of `origins`. Throws `invalid_host`, `forbidden_origin`.
 */
export function checkOrigin(
  headers: Headers,
  { hosts, origins }: { hosts: readonly string[]; origins: readonly string[] },
): void {
  const host = headers.get('host') ?? ''
  if (!isOwnHost(host, hosts)) {
    throw new SkeinError(
      'invalid_host',
      `Skein does not answer to the host name ${JSON.stringify(host.slice(0, 100))}. Add it to ALLOWED_HOSTS if it is yours.`,
    )
  }
  const origin = headers.get('origin')
  if (origin !== null && origins.includes(origin)) return
  const site = headers.get('sec-fetch-site')
  const isForeign =
    origin === null
      ? site === 'cross-site' && headers.get('sec-fetch-mode') !== 'navigate'
      : originHost(origin) !== host
  if (isForeign) {
    throw new SkeinError('forbidden_origin', 'This request comes from another site.')
  }
}

function hostnameOf(host: string): string | null {
  if (!/^[\w.:[\]-]+$/.test(host)) return null
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : null
}

const originHost = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : null)
