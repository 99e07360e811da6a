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

test('React and Next are compiled while they come', { tag: '@desktop' }, async ({ request }) => {
  const scripts = scriptsIn(await (await request.get('/')).text())
  const texts = await Promise.all(scripts.map(async (path) => (await request.get(path)).text()))
  const large = texts.filter((text) => text.length > 100_000)
  expect(large.length).toBeGreaterThan(0)
  for (const text of large) expect(text).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/)
})

type WatchedPage = Window & { askedForEarly?: string[] }

/** Runs in the page: notes the scripts that code asks for before the page answers to anybody. */
function watchScripts() {
  const asked: string[] = []
  ;(window as WatchedPage).askedForEarly = asked
  const works = () =>
    Object.keys(document.querySelector('main button') ?? {}).some((key) =>
      /^__reactProps/.test(key),
    )
  const append = Node.prototype.appendChild
  Node.prototype.appendChild = function <Added extends Node>(node: Added): Added {
    if (node instanceof HTMLScriptElement && !works()) asked.push(new URL(node.src).pathname)
    return append.call(this, node) as Added
  }
}

test('A person waits for at most 180 kB of JavaScript', async ({
  person,
  seeds,
  request,
}, testInfo) => {
  const thread = await seeds.thread({ model: 'sim/markdown', questions: [unique('Show')] })
  await person.page.addInitScript(watchScripts)
  for (const [name, path] of Object.entries({ 'a new thread': '/', 'a thread': thread })) {
    const named = scriptsIn(await (await request.get(path)).text())
    expect(named.length).toBeGreaterThan(0)
    await person.open(path)
    const asked = await person.page.evaluate(() => (window as WatchedPage).askedForEarly ?? [])

    const bytes = {
      named: await gzipBytes(request, named),
      withAsked: await gzipBytes(request, [...new Set([...named, ...asked])]),
    }
    testInfo.annotations.push({
      type: 'first load',
      description: `${name}: ${bytes.named} bytes named, ${bytes.withAsked} with what is asked for early`,
    })
    expect(bytes.named, name).toBeLessThanOrEqual(limitBytes)
    expect(bytes.withAsked, name).toBeLessThanOrEqual(limitBytes)
  }
})

test('The letters that are asked for ahead are those that are used, and no others come', async ({
  person,
}) => {
  await person.open('/')
  await person.page.waitForFunction(() =>
    [...document.fonts].some(({ status, family }) => status === 'loaded' && /Geist/.test(family)),
  )
  const { ahead, fetched } = await person.page.evaluate(() => ({
    ahead: [...document.querySelectorAll<HTMLLinkElement>('link[rel=preload][as=font]')].map(
      ({ href }) => href,
    ),
    fetched: performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.endsWith('.woff2')),
  }))
  expect(ahead).toHaveLength(1)
  expect(fetched).toEqual(ahead)
})
