import { expect, test } from '@playwright/test'
import { startPair, type Pair } from './start-pair'

let pair: Pair
test.beforeAll(async () => {
  // The tests are the proxy.
  pair = await startPair('headers', { env: { TRUSTED_PROXIES: 'loopback' } })
})
test.afterAll(() => pair.close())

const read = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${pair.skein.origin}${path}`, { headers })

const policyOf = (response: Response) =>
  new Map(
    (response.headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
      const [name = '', ...sources] = rule.split(' ')
      return [name, sources]
    }),
  )

for (const path of ['/', '/t/unknown', '/docs/api', '/nothing/here']) {
  test(`the page ${path} runs only scripts with its nonce, another one each time`, async () => {
    const [first, second] = [await read(path), await read(path)]
    const scripts = policyOf(first).get('script-src') ?? []
    const nonce = scripts.find((source) => source.startsWith("'nonce-"))
    expect(nonce).toBeDefined()
    expect(scripts).not.toContain("'unsafe-inline'")
    expect(scripts).not.toContain("'unsafe-eval'")
    expect(policyOf(second).get('script-src')).not.toContain(nonce)
    expect(policyOf(first).get('frame-ancestors')).toEqual(["'none'"])
    const html = await first.text()
    const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
    expect(tags.length).toBeGreaterThan(0)
    const value = nonce?.slice("'nonce-".length, -1)
    expect(tags.filter((tag) => !tag.includes(`nonce="${value}"`))).toEqual([])
  })
}

for (const path of ['/', '/api/threads', '/threads', '/api/nothing', '/icon.svg', '/favicon.ico']) {
  test(`${path} is not sniffed, not framed and tells no other site where one was`, async () => {
    const { headers } = await read(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('strict-transport-security')).toBeNull()
    const secure = await read(path, { 'x-forwarded-proto': 'https' })
    expect(secure.headers.get('strict-transport-security')).toContain('max-age=')
  })
}

test('an answer of the API loads nothing', async () => {
  for (const path of ['/api/threads', '/threads', '/api/openapi.json']) {
    expect((await read(path)).headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    )
  }
})
