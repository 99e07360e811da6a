import { gzipSync } from 'node:zlib'
import type { APIRequestContext } from '@playwright/test'
import { expect, test, unique } from './fixtures'

const limitBytes = 180_000

/** Everything that the page's HTML names as JavaScript, in tags or for React, but for what no modern browser loads. */
function scriptsIn(html: string): string[] {
  const modern = html.replaceAll(/<script[^>]*\bnomodule\b[^>]*>/gi, '')
  return [...new Set(modern.match(/\/_next\/static\/[^"'\\\s<>]+?\.js/g))]
}

async function gzipBytes(request: APIRequestContext, paths: string[]): Promise<number> {
  let sum = 0
  for (const path of paths) {
    const response = await request.get(path)
    expect(response.status(), path).toBe(200)
    sum += gzipSync(await response.body()).byteLength
  }
  return sum
}

test(
  'A person waits for at most 180 kB of JavaScript',
  { tag: '@desktop' },
  async ({ person, seeds, request }, testInfo) => {
    const thread = await seeds.thread({ model: 'sim/markdown', questions: [unique('Show')] })
    for (const [name, path] of Object.entries({ 'a new thread': '/', 'a thread': thread })) {
      const named = scriptsIn(await (await request.get(path)).text())
      expect(named.length).toBeGreaterThan(0)
      const loaded = new Set<string>()
      person.page.on('response', (response) => {
        if (response.request().resourceType() === 'script') {
          loaded.add(new URL(response.url()).pathname)
        }
      })
      await person.open(path)
      person.page.removeAllListeners('response')

      const bytes = {
        named: await gzipBytes(request, named),
        loaded: await gzipBytes(request, [...loaded]),
      }
      testInfo.annotations.push({
        type: 'first load',
        description: `${name}: ${bytes.named} bytes named, ${bytes.loaded} bytes loaded`,
      })
      expect(bytes.named, name).toBeLessThanOrEqual(limitBytes)
      expect(bytes.loaded, name).toBeLessThanOrEqual(limitBytes)
    }
  },
)
