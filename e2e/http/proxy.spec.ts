import { expect, test } from '@playwright/test'
import { startSkein, type Skein } from '../support/start-skein'
import { sendRaw } from './client'

const reads = 5

const start = (name: string, env: Record<string, string>) =>
  startSkein({
    name,
    env: {
      AUTH_MODE: 'accounts',
      ALLOWED_HOSTS: 'chat.example',
      LIMIT_READS: `${reads}/3600`,
      ...env,
    },
  })

const get = ({ origin }: Skein, path: string, headers: Record<string, string> = {}) =>
  sendRaw(origin, { method: 'GET', path, headers: { host: new URL(origin).host, ...headers } })

/** How often whoever these headers make a request come from may still ask. */
const remaining = async (skein: Skein, headers: Record<string, string> = {}) => {
  const answer = await get(skein, '/api/threads', headers)
  return [answer.status, Number(answer.headers['ratelimit-remaining'])]
}

/** Where sign-in would have a provider send people back to. */
async function returnAddress(skein: Skein, headers: Record<string, string> = {}): Promise<string> {
  const { text } = await get(skein, '/api/auth/providers', headers)
  const { password } = JSON.parse(text) as { password: { callbackUrl: string } }
  return password.callbackUrl
}

const hsts = async (skein: Skein, headers: Record<string, string> = {}) =>
  (await get(skein, '/sign-in', headers)).headers['strict-transport-security']

const forwarded = {
  'x-forwarded-for': '198.51.100.4',
  'x-forwarded-host': 'chat.example',
  'x-forwarded-proto': 'https',
}

test.describe('without a proxy', () => {
  let skein: Skein
  test.beforeAll(async () => {
    skein = await start('direct', {})
  })
  test.afterAll(() => skein.dispose())

  test('host and protocol are those of the request', async () => {
    const path = '/api/auth/callback/password'
    expect(await returnAddress(skein)).toBe(`${skein.origin}${path}`)
    const named = { host: `localhost:${new URL(skein.origin).port}` }
    expect(await returnAddress(skein, named)).toBe(`http://${named.host}${path}`)
    expect(await hsts(skein)).toBeUndefined()
  })

  test('nothing is believed that a client says of itself', async () => {
    const lies = { ...forwarded, forwarded: 'for=198.51.100.4;host=chat.example;proto=https' }
    expect(await returnAddress(skein, lies)).toBe(`${skein.origin}/api/auth/callback/password`)
    expect(await hsts(skein, lies)).toBeUndefined()
    const foreign = { host: 'evil.example', 'x-forwarded-host': 'chat.example' }
    expect((await get(skein, '/api/threads', foreign)).status).toBe(403)
  })

  test('a client counts as the address that it has, whatever it says', async () => {
    for (let left = reads - 1; left >= 0; left--) {
      const address = `198.51.100.${left}`
      const lies = {
        'x-forwarded-for': address,
        'x-real-ip': address,
        'x-skein-client-address': address,
      }
      expect(await remaining(skein, lies)).toEqual([401, left])
    }
    expect(await remaining(skein)).toEqual([429, 0])
  })
})

test.describe('behind a trusted proxy', () => {
  let skein: Skein
  test.beforeAll(async () => {
    skein = await start('proxied', { TRUSTED_PROXIES: 'loopback, 10.0.0.0/8' })
  })
  test.afterAll(() => skein.dispose())

  test('host and protocol are those that it was asked under', async () => {
    const path = '/api/auth/callback/password'
    expect(await returnAddress(skein, forwarded)).toBe(`https://chat.example${path}`)
    expect(await hsts(skein, forwarded)).toContain('max-age=')
    expect(await returnAddress(skein)).toBe(`${skein.origin}${path}`)
    expect(await hsts(skein, { ...forwarded, 'x-forwarded-proto': 'http' })).toBeUndefined()
  })

  test('a host that is not ours is refused also when it comes by the proxy', async () => {
    const foreign = { ...forwarded, 'x-forwarded-host': 'evil.example' }
    for (const path of ['/api/threads', '/api/auth/providers']) {
      expect((await get(skein, path, foreign)).status, path).toBe(403)
    }
  })

  test('each client counts by the address that the proxy saw', async () => {
    const by = (address: string) => remaining(skein, { 'x-forwarded-for': address })
    for (let left = reads - 1; left >= 0; left--) {
      expect(await by(`203.0.113.${left}, 198.51.100.7, 10.0.0.${left}`)).toEqual([401, left])
    }
    expect(await by('198.51.100.7')).toEqual([429, 0])
    expect(await by('::ffff:198.51.100.7')).toEqual([429, 0])
    expect(await by('198.51.100.7, 198.51.100.8')).toEqual([401, reads - 1])
    expect(await by('2001:db8::1')).toEqual([401, reads - 1])
    expect(await by('2001:db8::2')).toEqual([401, reads - 2])
  })

  test('who asked is told to nobody', async () => {
    for (const path of ['/sign-in', '/api/threads', '/api/nothing']) {
      const { headers, text } = await get(skein, path, { 'x-forwarded-for': '198.51.100.77' })
      expect(Object.keys(headers).filter((name) => name.includes('client-address'))).toEqual([])
      expect(`${JSON.stringify(headers)}${text}`).not.toMatch(/198\.51\.100\.77|client-address/)
    }
  })
})

test('a server does not start with proxies that are none', async () => {
  await expect(start('bad-proxies', { TRUSTED_PROXIES: '10.0.0.0/8, nginx' })).rejects.toThrow(
    /TRUSTED_PROXIES: "nginx" is neither an address/,
  )
})
