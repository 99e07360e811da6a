import type { BrowserContext, Page } from '@playwright/test'
import { expect, test, unique } from './fixtures'
import { findBarriers } from './support/find-barriers'
import { findCutOff } from './support/find-misfits'
import { invite, setUp, startTown, type Person as Account, type Town } from './support/people'
import { scrollsSideways } from './support/scrolls-sideways'

let town: Town
let owner: Account
let member: Account
test.beforeAll(async () => {
  town = await startTown('sharing')
  owner = await setUp(town.origin)
  member = await invite(town.host, 'Reader', 'member')
})
test.afterAll(() => town.close())

type Thread = { id: string; title: string; path: string; api: string }

/** A thread of the owner with some questions that were answered. */
async function talk(questions: string[], model = 'sim/echo'): Promise<Thread> {
  const title = unique('Rivers')
  const body = { title, model, system_prompt: 'canary of the system prompt' }
  const { id } = await owner.ask<{ id: string }>(201, 'POST', '/api/threads', body)
  const api = `/api/threads/${id}`
  for (const content of questions) await owner.ask(201, 'POST', `${api}/messages`, { content })
  return { id, title, path: `/t/${id}`, api }
}

async function linkOf({ api }: Thread, settings = {}): Promise<string> {
  return (await owner.ask<{ url: string }>(200, 'PUT', `${api}/share`, settings)).url
}

/** Lets a browser in as somebody who has signed in. */
async function enter(context: BrowserContext, { cookies }: Account) {
  const { hostname: domain } = new URL(town.origin)
  const jar = [...cookies].map(([name, value]) => ({ name, value, domain, path: '/' }))
  await context.addCookies(jar)
}

const at = (path: string) => `${town.origin}${path}`

/** Before React has taken a control over, a click on it is lost. */
async function openThread(page: Page, path: string) {
  await page.goto(at(path))
  await page.waitForFunction(() => {
    const control = document.querySelector('main textarea, main button')
    return control && Object.keys(control).some((key) => key.startsWith('__reactProps'))
  })
}

const dialogIn = (page: Page) => page.getByRole('dialog', { name: 'Share this thread' })

async function openDialog(page: Page) {
  await page.getByRole('button', { name: 'Thread actions' }).click()
  await page.getByRole('menuitem', { name: 'Share…' }).click()
  await expect(dialogIn(page)).toBeVisible()
  return dialogIn(page)
}

test('an owner makes a link, chooses what it shows, and takes it back', async ({
  page,
  context,
  browser,
  complaints,
}) => {
  complaints.expect(/404/)
  const thread = await talk(['What is a river?'], 'sim/reasoning')
  await enter(context, owner)
  await openThread(page, thread.path)
  const dialog = await openDialog(page)
  await expect(dialog.getByRole('radio', { name: /^Only you/ })).toBeChecked()
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await dialog.getByRole('radio', { name: /^Anyone with the link/ }).check()
  // Nothing is public before it is saved.
  await owner.ask(404, 'GET', `${thread.api}/share`)
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  await expect(dialog.getByText('Anyone with the link can read this thread now.')).toBeVisible()
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue()
  expect(await findBarriers(page)).toEqual([])

  const stranger = await browser.newContext()
  const other = await stranger.newPage()
  const answer = await other.goto(link)
  expect(answer?.status()).toBe(200)
  await expect(other.getByRole('heading', { level: 1, name: thread.title })).toBeVisible()
  await expect(other.getByRole('article', { name: 'You' })).toHaveText(/What is a river\?/)
  await expect(other.getByText('Reasoning')).toHaveCount(0)

  await dialog.getByRole('checkbox', { name: 'Reasoning of the models' }).check()
  const saved = page.waitForResponse((response) => response.request().method() === 'PUT')
  await dialog.getByRole('button', { name: 'Save' }).click()
  expect((await saved).ok()).toBe(true)
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(link)
  await other.reload()
  await expect(other.getByText('Reasoning', { exact: true })).toBeVisible()
  await expect(other.getByText('System prompt')).toHaveCount(0)

  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toBeHidden()
  await page.reload()
  await openThread(page, thread.path)
  await page.getByRole('button', { name: 'Anyone with the link can read this' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(link)
  await expect(dialog.getByRole('checkbox', { name: 'Reasoning of the models' })).toBeChecked()
  await dialog.getByRole('button', { name: 'Stop sharing' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Only you can read this thread now.')).toBeVisible()
  await expect(page.getByRole('button', { name: /can read this$/ })).toHaveCount(0)

  const gone = await other.reload()
  expect(gone?.status()).toBe(404)
  await expect(other.getByRole('heading', { name: 'There is nothing at this link' })).toBeVisible()
  await stranger.close()
})

test('the link is copied whole', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: town.origin })
  const thread = await talk([])
  const link = at(await linkOf(thread))
  await enter(context, owner)
  await openThread(page, thread.path)
  await page.getByRole('button', { name: 'Anyone with the link can read this' }).click()
  await dialogIn(page).getByRole('button', { name: 'Copy link' }).click()
  await expect(dialogIn(page).getByText('Copied')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)
})

test('a public page is calm, complete, and needs neither session nor script', async ({
  browser,
  page,
}, { outputDir }) => {
  const questions = Array.from({ length: 28 }, (_, n) => `Question number ${n + 1}`)
  const thread = await talk(questions)
  const link = await linkOf(thread, { shows_system_prompt: true })
  await page.goto(at(link))
  await expect(page).toHaveTitle(`${thread.title} · Skein`)
  await expect(page.getByText('Shared from Skein, read only')).toBeVisible()
  await expect(page.getByText('Question number 28', { exact: true })).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await page.getByText('System prompt', { exact: true }).click()
  await expect(page.getByText('canary of the system prompt')).toBeVisible()
  await page.screenshot({ path: `${outputDir}/public.png` })
  expect(await findBarriers(page)).toEqual([])
  await page.screenshot({ path: `${outputDir}/public-dark.png` })
  expect(await scrollsSideways(page)).toBe(false)
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await findCutOff(page, { scrolls: true })).toEqual([])
  if (size) await page.setViewportSize(size)
  expect(await page.context().cookies()).toEqual([])

  const plain = await browser.newContext({ javaScriptEnabled: false })
  const reader = await plain.newPage()
  await reader.goto(at(link))
  await expect(reader.getByText('Question number 1', { exact: true })).toHaveCount(0)
  await reader.getByRole('link', { name: 'Earlier messages' }).click()
  await expect(reader.getByText('Question number 1', { exact: true })).toBeVisible()
  await expect(reader.getByRole('link', { name: 'Earlier messages' })).toHaveCount(0)
  await reader.getByRole('link', { name: 'Newest messages' }).click()
  await expect(reader.getByText('Question number 28', { exact: true })).toBeVisible()
  await plain.close()
})

test('the address of a link reaches no index, no cache, no other site and no log', async () => {
  const thread = await talk(['Hello'])
  const page = await linkOf(thread)
  const token = page.split('/').at(-1) ?? ''
  for (const path of [page, `/api${page}`, '/shared/unknown', '/api/shared/unknown']) {
    const response = await fetch(at(path))
    expect(response.status).toBe(path.endsWith('unknown') ? 404 : 200)
    expect(response.headers.get('x-robots-tag')).toBe('noindex, nofollow')
    expect(response.headers.get('cache-control')).toContain('no-store')
    expect(response.headers.get('cache-control')).toContain('private')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.getSetCookie()).toEqual([])
  }
  await fetch(at(`/api${page}`), { method: 'POST' })
  await fetch(at(`/api${page}/more`))
  expect(town.skein.output()).toContain('/api/shared/…')
  expect(town.skein.output()).not.toContain(token)
})

test('a link that was taken back answers as one that never was', async () => {
  const thread = await talk(['Hello'])
  const link = await linkOf(thread)
  await owner.ask(204, 'DELETE', `${thread.api}/share`)
  type Refusal = { error: { request_id: string } }
  const refusal = async (path: string) => {
    const response = await fetch(at(`/api${path}`))
    const { error } = (await response.json()) as Refusal
    return { status: response.status, error: { ...error, request_id: null } }
  }
  const unknown = `/shared/${'A'.repeat(43)}`
  expect(await refusal(link)).toEqual(await refusal(unknown))
  expect((await refusal(link)).status).toBe(404)
})

test('what is shared with the workspace is read by its members and written by its owner', async ({
  page,
  context,
  complaints,
}, { outputDir }) => {
  complaints.expect(/404/)
  const thread = await talk(['What is a lake?'], 'sim/markdown')
  await enter(context, member)
  await page.goto(at(thread.path))
  await expect(page.getByRole('heading', { name: 'This thread does not exist' })).toBeVisible()

  await owner.ask(200, 'PATCH', thread.api, { visibility: 'workspace' })
  await openThread(page, '/')
  const list = page.getByRole('navigation', { name: 'Threads' })
  const opener = page.getByRole('button', { name: 'Threads', exact: true })
  if (await opener.isVisible()) await opener.click()
  await expect(list.getByRole('link', { name: thread.title })).toHaveCount(0)
  await list.getByRole('link', { name: 'Shared with me' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Shared with me' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(owner.name)
  await page.screenshot({ path: `${outputDir}/shared-with-me.png` })
  expect(await findBarriers(page, 'main')).toEqual([])
  await page.getByRole('main').getByRole('link', { name: thread.title }).click()
  await expect(page.getByText(`Shared by ${owner.name} with Home. You can read it.`)).toBeVisible()
  await expect(page.getByRole('article', { name: 'You' })).toHaveText(/What is a lake\?/)
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Thread actions' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Answer again' })).toHaveCount(0)
  await page.screenshot({ path: `${outputDir}/workspace.png` })
  expect(await findBarriers(page, 'main')).toEqual([])

  await owner.ask(200, 'PATCH', thread.api, { visibility: 'private' })
  await page.reload()
  await expect(page.getByRole('heading', { name: 'This thread does not exist' })).toBeVisible()
})

test('an owner shares with the workspace in the page', async ({ page, context }, { outputDir }) => {
  const thread = await talk(['Hello'])
  await enter(context, owner)
  await openThread(page, thread.path)
  const dialog = await openDialog(page)
  await dialog.getByRole('radio', { name: /^The workspace/ }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(
    page.getByText('The members of the workspace can read this thread now.'),
  ).toBeVisible()
  await member.ask(200, 'GET', thread.api)
  await page.getByRole('button', { name: 'The workspace can read this' }).click()
  await dialog.getByRole('radio', { name: /^Anyone with the link/ }).check()
  await page.screenshot({ path: `${outputDir}/dialog.png` })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await owner.ask(404, 'GET', `${thread.api}/share`)
})
