import type { Page } from '@playwright/test'

import { expect, test } from './fixtures'
import { APP_ORIGIN } from './support/addresses'
import { smallPng } from './support/small-png'

type Manifest = {
  name: string
  display: string
  start_url: string
  icons: { src: string; sizes: string; purpose: string }[]
  share_target: Record<'action' | 'method' | 'enctype', string> & { params: { files: unknown[] } }
}

/** Shares as a phone does, by a form that it sends; from a page, which must be of Skein. */
const share = (page: Page, words: Record<string, string>, files: Record<string, string>) =>
  page.evaluate(
    ([fields, contents]) => {
      const form = document.createElement('form')
      Object.assign(form, {
        method: 'post',
        action: '/share-target',
        enctype: 'multipart/form-data',
      })
      for (const [name, value] of Object.entries(fields)) {
        const field = Object.assign(document.createElement('textarea'), { name, value })
        form.append(field)
      }
      const chosen = new DataTransfer()
      for (const [name, base64] of Object.entries(contents)) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        chosen.items.add(new File([bytes], name))
      }
      const input = Object.assign(document.createElement('input'), { type: 'file', name: 'files' })
      input.files = chosen.files
      form.append(input)
      document.body.append(form)
      form.submit()
    },
    [words, files] as const,
  )

const sizeOf = (png: Buffer) => `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`

test('A browser finds all that it needs to install the page', async ({ page, request }) => {
  await page.goto('/')
  const href = await page.locator('link[rel=manifest]').getAttribute('href')
  const response = await request.get(href ?? '')
  expect(response.headers()['content-type']).toContain('application/manifest+json')
  const manifest = (await response.json()) as Manifest
  expect(manifest).toMatchObject({ name: 'Skein', display: 'standalone', start_url: '/' })
  expect(manifest.share_target).toMatchObject({ action: '/share-target', method: 'POST' })
  for (const purpose of ['any', 'maskable']) {
    const sizes = manifest.icons.filter((icon) => icon.purpose === purpose)
    expect(sizes.map((icon) => icon.sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']))
  }
  for (const { src, sizes } of manifest.icons) {
    expect(sizeOf(await (await request.get(src)).body()), src).toBe(sizes)
  }
  const client = await page.context().newCDPSession(page)
  const { errors } = await client.send('Page.getAppManifest')
  expect(errors).toEqual([])
})

test.describe('with its worker', () => {
  test.use({ serviceWorkers: 'allow' })

  test('The page says calmly that there is no connection, and comes back', async ({
    person,
    context,
    complaints,
  }) => {
    const { page } = person
    complaints.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
    await person.newThread()
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload()
    const kept = () =>
      page.evaluate(async () => {
        const names = await caches.keys()
        const requests = await Promise.all(
          names.map(async (name) => (await caches.open(name)).keys()),
        )
        return requests.flat().map(({ url }) => new URL(url).pathname)
      })
    await expect.poll(async () => (await kept()).some((path) => path.endsWith('.js'))).toBe(true)

    await context.setOffline(true)
    await page.goto('/data')
    await expect(page.getByRole('heading', { name: 'There is no connection' })).toBeVisible()
    await page.getByRole('link', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { name: 'There is no connection' })).toBeVisible()
    await context.setOffline(false)
    await expect(page.getByRole('heading', { level: 1, name: 'Your data' })).toBeVisible()

    // Nothing of anybody is kept.
    const assets = /^\/(?:_next\/static\/|offline$|offline\.js$|icon\.svg$)/
    expect((await kept()).filter((path) => !assets.test(path))).toEqual([])
  })
})

test.describe('with its worker', () => {
  test.use({ serviceWorkers: 'allow' })

  test('Files that another app shares are attached to a draft, and kept no longer', async ({
    person,
  }) => {
    const { page } = person
    await person.open('/data')
    await page.evaluate(() => navigator.serviceWorker.ready)
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null))
      .toBe(true)
    const note = Buffer.from('Two pictures').toString('base64')
    await share(
      page,
      { title: 'Rivers', text: 'Of Europe' },
      { 'Größe.png': smallPng.toString('base64'), 'note.txt': note },
    )
    await page.waitForURL(`${APP_ORIGIN}/`)
    await expect(person.composer).toHaveValue('Rivers\nOf Europe')
    const files = page.getByRole('list', { name: 'Attached files' }).getByRole('listitem')
    await expect(files).toHaveCount(2)
    await expect(
      files.filter({ hasText: 'Größe.png' }).locator('[data-status=ready]'),
    ).toBeVisible()
    await expect(files.filter({ hasText: 'note.txt' }).locator('[data-status=ready]')).toBeVisible()
    expect(await page.evaluate(() => caches.has('skein-shared'))).toBe(false)
    await expect(page.getByRole('article')).toHaveCount(0)
  })
})

test('Without its worker the words of what another app shares are a draft', async ({ person }) => {
  const { page } = person
  await person.open('/data')
  await share(page, { text: 'Of Europe' }, { 'a.png': smallPng.toString('base64') })
  await page.waitForURL(`${APP_ORIGIN}/`)
  await expect(person.composer).toHaveValue('Of Europe')
})

test('What another app shares is a draft, and is not sent', async ({ person }) => {
  const { page } = person
  const url = 'https://example.org/rivers'
  await page.goto(`/share?${new URLSearchParams({ title: 'Rivers', text: 'Of Europe', url })}`)
  await page.waitForURL(`${APP_ORIGIN}/`)
  await expect(person.composer).toHaveValue(`Rivers\nOf Europe\n${url}`)
  await expect(page.getByRole('article')).toHaveCount(0)
})
