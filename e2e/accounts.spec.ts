import type { Locator, Page } from '@playwright/test'
import { expect, Person, unique, UpstreamControl, words } from './fixtures'
import { APP_ORIGIN } from './support/addresses'
import { findBarriers } from './support/find-barriers'
import { findCutOff, findTooSmall } from './support/find-misfits'
import { withOwnSkein } from './support/own-skein'

const test = withOwnSkein('accounts', {
  AUTH_SIGNUP: 'open',
  AUTH_GUESTS: 'true',
  DEFAULT_MODEL: 'openrouter/sim/echo',
})

// One server, from its first account to its last: each test goes on where the one before ended.
test.describe.configure({ mode: 'serial' })

type Account = { name: string; email: string; password: string }

const account = (name: string): Account => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: `the password of ${name}`,
})
const ada = account('Ada')
const grace = account('Grace')
const lin = account('Lin')
const adasThread = unique('Of the engine')

const passwordField = (page: Page) => page.getByLabel('Password', { exact: true })
const nameOf = (page: Page) => page.getByRole('button', { name: /^Account of / })
const alertOf = (page: Page) => page.getByRole('alert').filter({ hasText: /\S/ })

const sessionIsOver = 'Your session here is over'

/** Before React has taken a form over, a click on its button is answered only when it has. */
const untilItWorks = (page: Page) =>
  page.waitForFunction(() => {
    const control = document.querySelector('main form button, main button')
    return !control || Object.keys(control).some((key) => key.startsWith('__reactProps'))
  })

async function open(page: Page, path: string) {
  await page.goto(path)
  await untilItWorks(page)
}

async function signIn(page: Page, { email, password }: Account) {
  await page.getByLabel('E-mail address').fill(email)
  await passwordField(page).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function fillIn(page: Page, { name, email, password }: Account) {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail address').fill(email)
  await passwordField(page).fill(password)
}

/** Opens the menu of the account, which a phone keeps in the drawer. */
async function accountMenu(page: Page): Promise<Locator> {
  await new Person(page).threads()
  await nameOf(page).click()
  return page.getByRole('menu', { name: /^Account of / })
}

/** The page goes to where one signs in, and loads that anew. */
async function signOut(page: Page) {
  const menu = await accountMenu(page)
  const isLoaded = page.waitForEvent('load')
  await menu.getByRole('menuitem', { name: 'Sign out' }).click()
  await isLoaded
  await page.waitForURL('/sign-in')
}

async function signedIn(page: Page, who: Account, path = '/') {
  await open(page, `/sign-in?next=${encodeURIComponent(path)}`)
  await signIn(page, who)
  await page.waitForURL(path)
  await untilItWorks(page)
}

const modelsAreKnown = (page: Page) =>
  expect
    .poll(async () => (await page.request.get('/api/models')).text())
    .toContain('openrouter/sim/held')

test('from nothing to the first answer as it streams: three screens, well under a minute', async ({
  page,
}) => {
  const upstream = new UpstreamControl()
  const screens: string[] = []
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return
    const screen = new URL(frame.url()).pathname.replace(/^\/t\/.+/, '/t/…')
    if (screens.at(-1) !== screen) screens.push(screen)
  })
  const began = performance.now()
  await open(page, '/')
  await expect(page.getByRole('heading', { name: 'Welcome to Skein' })).toBeVisible()

  // What is missing is said beside its field, and the first such field has the focus.
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByLabel('Name')).toBeFocused()
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription(/Write your name/)
  await expect(page.getByLabel('E-mail address')).toHaveAttribute('aria-invalid', 'true')

  await fillIn(page, ada)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.waitForURL('/')
  await modelsAreKnown(page)
  const person = new Person(page)
  await upstream.script('sim/echo', { tokens: 20, holdAfterTokens: 5 })
  await person.send(adasThread)
  await person.reads(1, words(5))
  const seconds = (performance.now() - began) / 1000
  await upstream.release('sim/echo')
  await person.reads(1, words(20))
  await person.untilOver(1)
  await upstream.clear()

  expect(screens).toEqual(['/welcome', '/', '/t/…'])
  expect(seconds).toBeLessThan(60)
})

test('signs out and in again, and says when a password is wrong', async ({ page }) => {
  await open(page, '/account')
  expect(new URL(page.url()).search).toBe('?next=%2Faccount')
  await signIn(page, { ...ada, password: 'not the password' })
  await expect(alertOf(page)).toHaveText('The e-mail address or the password is not right.')
  await expect(page.getByLabel('E-mail address')).toHaveValue(ada.email)
  await expect(passwordField(page)).toHaveValue('')
  await expect(passwordField(page)).toBeFocused()

  await passwordField(page).fill(ada.password)
  await page.getByRole('button', { name: 'Show the password' }).click()
  await expect(passwordField(page)).toHaveAttribute('type', 'text')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('/account')
  await page.goto('/sign-in')
  await page.waitForURL('/')

  await signOut(page)
  await page.goto('/')
  await page.waitForURL('/sign-in')
  await expect(page.getByText(sessionIsOver)).toHaveCount(0)
})

test('signs in where the server is called by another name than it listens on', async ({
  page,
  skein,
}) => {
  const byName = skein.origin.replace('127.0.0.1', 'localhost')
  await open(page, `${byName}/sign-in`)
  await signIn(page, ada)
  await expect(new Person(page).composer).toBeVisible()
  expect(page.url()).toBe(`${byName}/`)
})

test('keeps what was typed in when there is no connection', async ({ page, context }) => {
  await open(page, '/sign-in')
  await context.setOffline(true)
  await signIn(page, ada)
  await expect(alertOf(page)).toHaveText('You are offline. Try again when the connection is back.')
  await expect(passwordField(page)).toHaveValue(ada.password)
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('/')
})

test('signing out closes the other tabs of the browser, too', async ({ page, context }) => {
  await signedIn(page, ada)
  const other = await context.newPage()
  await open(other, '/')
  await expect(await new Person(other).threads()).toContainText(adasThread)
  await signOut(page)
  for (const tab of [page, other]) {
    await tab.waitForURL('/sign-in')
    await expect(tab.getByText(adasThread)).toHaveCount(0)
  }
})

test('tells why somebody came back from a provider', async ({ page }) => {
  await open(page, '/sign-in?error=not_invited')
  await expect(alertOf(page)).toContainText('need an invitation')
  await open(page, '/sign-in?error=OAuthCallbackError')
  await expect(alertOf(page)).toContainText('did not work')
  await open(page, '/sign-in?next=https://elsewhere.example/')
  await expect(page.locator('input[name=next]').first()).toHaveValue('/')
})

test('invites a second person by a link, and makes them an admin', async ({
  page,
  openBrowser,
  complaints,
}) => {
  await signedIn(page, ada, '/admin/invitations')
  await page.getByRole('button', { name: 'New invitation' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const link = await dialog.getByLabel('Link').inputValue()
  expect(link).toContain('/invite/')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('list', { name: 'Open invitations' })).toContainText('Member')

  const other = (await openBrowser()).page
  await open(other, link)
  await expect(other.getByRole('heading', { name: 'Join “Home”' })).toBeVisible()
  await expect(other.getByText('Ada invites you to this workspace, as a member.')).toBeVisible()
  await fillIn(other, grace)
  await other.getByRole('button', { name: 'Make an account and join' }).click()
  await other.waitForURL('/')
  await untilItWorks(other)
  await expect(await new Person(other).threads()).not.toContainText(adasThread)

  // It was good once.
  const third = (await openBrowser()).page
  await open(third, link)
  await expect(third.getByRole('heading', { name: /no longer good/ })).toBeVisible()

  complaints.expect(/404 .*\/admin\/members/)
  await open(other, '/admin/members')
  await expect(other.getByRole('heading', { name: 'There is nothing here for you' })).toBeVisible()

  await open(page, '/admin/members')
  const role = page.getByRole('combobox', { name: 'Role of Grace' })
  await role.selectOption('Admin')
  await expect(page.getByRole('status').filter({ hasText: 'Grace: now admin.' })).toBeVisible()
  await open(other, '/')
  const menu = await accountMenu(other)
  await menu.getByRole('menuitem', { name: 'Administration' }).click()
  await other.waitForURL('/admin/members')
  await expect(other.getByRole('list', { name: 'Members' })).toContainText(ada.email)

  await open(page, '/admin/audit')
  await expect(page.getByText('changed a role')).toContainText('Grace, from member to admin')
})

test('a guest makes an account and keeps the thread', async ({ page }) => {
  await open(page, '/sign-in')
  await page.getByRole('button', { name: 'Look around as a guest' }).click()
  await page.waitForURL('/')
  await untilItWorks(page)
  const person = new Person(page)
  const title = unique('Asked by a guest')
  await person.send(title)
  await person.untilOver(1)

  await person.threads()
  await page.getByRole('link', { name: 'Make an account to keep your threads' }).click()
  await page.waitForURL('/sign-up')
  await untilItWorks(page)
  await expect(page.getByText('Your threads come along')).toBeVisible()
  await fillIn(page, lin)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.waitForURL('/')
  await untilItWorks(page)
  const list = await person.threads()
  await expect(list.locator('a[href^="/t/"]')).toHaveCount(1)
  await expect(nameOf(page)).toContainText(lin.email)
})

test('lists where one is signed in, and signs out everywhere else', async ({
  page,
  openBrowser,
  complaints,
}) => {
  const other = (await openBrowser()).page
  await signedIn(other, lin)
  await signedIn(page, lin, '/account')
  const list = page.getByRole('list', { name: 'Where you are signed in' })
  await expect(list.getByRole('listitem').filter({ hasText: 'This device' })).toHaveCount(1)
  await expect(list.getByRole('listitem').first()).toContainText('Chrome')
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect(list.getByRole('listitem')).toHaveCount(1)
  // Chromium reports the refusals by which the page finds out.
  complaints.expect(/status of 401/)
  await other.waitForURL('/sign-in')
  await expect(other.getByText(sessionIsOver)).toBeVisible()
  await other.goto('/account')
  await other.waitForURL('/sign-in?next=%2Faccount')
  await signIn(other, lin)
  await other.waitForURL('/account')
})

test('makes an API key that is shown once, and revokes it', async ({ page, skein }) => {
  await signedIn(page, ada, '/account')
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await dialog.getByLabel('Name').fill('Backup script')
  await dialog.getByRole('radio', { name: /^Read/ }).check()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  const key = await dialog.getByLabel('Your key').inputValue()
  expect(key).toMatch(/^sk_skein_/)
  await dialog.getByRole('button', { name: 'Done' }).click()
  expect(await page.content()).not.toContain(key)

  const statusOf = async (method: string) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const body = method === 'POST' ? '{}' : undefined
    return (await fetch(`${skein.origin}/api/threads`, { method, headers, body })).status
  }
  expect(await statusOf('GET')).toBe(200)
  expect(await statusOf('POST')).toBe(403)

  const row = page.getByRole('listitem').filter({ hasText: 'Backup script' })
  await expect(row).toContainText(`…${key.slice(-4)}`)
  await row.getByRole('button', { name: 'Revoke Backup script' }).click()
  await page.getByRole('button', { name: 'Revoke the key' }).click()
  await expect(row).toHaveCount(0)
  expect(await statusOf('GET')).toBe(401)
})

test('sets a budget, and takes it back by leaving it empty', async ({ page }) => {
  await signedIn(page, ada, '/admin/usage')
  await expect(page.getByRole('row', { name: /^Ada openrouter\/sim\/echo 1 / })).toBeVisible()
  const budget = page.getByLabel('US dollars a month')
  const save = page.getByRole('button', { name: 'Save' })
  const saved = page.getByRole('status').filter({ hasText: 'are saved' })
  await budget.fill('-3')
  await save.click()
  await expect(budget).toBeFocused()
  await expect(budget).toHaveAccessibleDescription('Write 0 or more, or nothing.')
  await budget.fill('25.5')
  await save.click()
  await expect(saved).toBeVisible()
  await expect(page.getByText('of $25.50').first()).toBeVisible()
  await budget.fill('')
  await save.click()
  await expect(page.getByText('of $25.50')).toHaveCount(0)
})

test('has a second workspace, and shows in each only what is its own', async ({ page }) => {
  await signedIn(page, ada, '/account')
  await page.getByRole('button', { name: 'New workspace' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Laboratory')
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByRole('button', { name: 'Go to Laboratory' }).click()
  await page.waitForURL('/')
  await untilItWorks(page)
  await expect(await new Person(page).threads()).not.toContainText(adasThread)
  const menu = await accountMenu(page)
  await expect(menu.getByRole('menuitemradio', { name: 'Laboratory' })).toBeChecked()
  const loaded = page.waitForEvent('load')
  await menu.getByRole('menuitemradio', { name: 'Home' }).click()
  await loaded
  await untilItWorks(page)
  await expect(await new Person(page).threads()).toContainText(adasThread)
})

test('somebody else in the same tab sees nothing of the one before', async ({ page }) => {
  await signedIn(page, ada)
  await new Person(page).composer.fill('A draft of Ada')
  await signOut(page)
  await signIn(page, lin)
  await page.waitForURL('/')
  await untilItWorks(page)
  const person = new Person(page)
  await expect(person.composer).toHaveValue('')
  await expect(await person.threads()).not.toContainText(adasThread)
  await expect(nameOf(page)).toContainText(lin.email)
})

const signedOutPages = ['/sign-in', '/sign-in?error=not_invited', '/sign-up', '/invite/none']
const signedInPages = [
  '/',
  '/account',
  '/admin/members',
  '/admin/invitations',
  '/admin/keys',
  '/admin/usage',
  '/admin/providers',
  '/admin/audit',
  '/admin/jobs',
]

/** A small phone, and a desk of 1280 by 720 pixels at 200 %. */
const narrow = [
  { width: 320, height: 640 },
  { width: 640, height: 360 },
]

/** Of somebody who has neither threads nor prompts. */
const emptyPages = ['/', '/usage', '/archived', '/prompts', '/shared-with-me']

test('every page is without barriers in both themes, fits 320 pixels and 200 %, and fingers', async ({
  page,
}, { project }) => {
  test.setTimeout(240_000)
  const examine = async (path: string, scrolls = false) => {
    await open(page, path)
    expect.soft(await findBarriers(page), path).toEqual([])
    const size = page.viewportSize()
    for (const each of narrow) {
      await page.setViewportSize(each)
      // The list that is put away slides out of the page.
      const cutOff = () => findCutOff(page, { scrolls })
      await expect.poll(cutOff, `${path} at ${each.width}`).toEqual([])
    }
    if (project.name === 'phone') {
      expect.soft(await findTooSmall(page.locator('body')), path).toEqual([])
    }
    if (size) await page.setViewportSize(size)
  }
  for (const path of signedOutPages) await examine(path, true)
  await signedIn(page, ada)
  for (const path of signedInPages) await examine(path)

  await open(page, '/')
  const menu = await accountMenu(page)
  await expect(menu.getByRole('menuitem', { name: 'Account' })).toBeFocused()
  expect.soft(await findBarriers(page), 'the menu').toEqual([])
  await page.context().clearCookies()
  await signedIn(page, grace)
  for (const path of emptyPages) await examine(path)
})

test('forms that are filled in wrongly are without barriers', async ({ page }) => {
  await open(page, '/sign-in')
  await signIn(page, { ...ada, password: 'not the password' })
  await expect(alertOf(page)).toBeVisible()
  expect(await findBarriers(page)).toEqual([])
  await open(page, '/sign-up')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByLabel('Name')).toBeFocused()
  expect(await findBarriers(page)).toEqual([])
})

test('every dialog is without barriers, and gives the focus back to what opened it', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const dialog = page.getByRole('dialog')
  const openByKey = async (name: string) => {
    const opener = page.getByRole('button', { name })
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect(dialog.locator(':focus')).toHaveCount(1)
    return opener
  }
  await signedIn(page, ada)
  const key = { name: 'Watcher', scope: 'read', expires_at: null }
  expect((await page.request.post('/api/keys', { data: key })).status()).toBe(201)
  for (const [path, openers] of Object.entries({
    '/account': ['New key', 'Revoke Watcher', 'New workspace', 'Delete the account'],
    '/admin/members': ['Remove Grace'],
    '/admin/invitations': ['New invitation'],
  })) {
    await open(page, path)
    for (const name of openers) {
      const opener = await openByKey(name)
      expect.soft(await findBarriers(page), name).toEqual([])
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
      await expect(opener).toBeFocused()
    }
  }
  const opener = await openByKey('New invitation')
  await dialog.getByRole('button', { name: 'Make the link' }).press('Enter')
  const link = await dialog.getByLabel('Link').inputValue()
  expect(await findBarriers(page), 'the link').toEqual([])
  await dialog.getByRole('button', { name: 'Done' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(opener).toBeFocused()
  await page.context().clearCookies()
  await open(page, link)
  await expect(page.getByRole('heading', { name: 'Join “Home”' })).toBeVisible()
  expect(await findBarriers(page), 'the invitation').toEqual([])
})

test('deletes an account, when its address is typed', async ({ page }) => {
  await signedIn(page, lin, '/account')
  await expect(page.getByRole('link', { name: 'Export first' })).toHaveAttribute('href', '/data')
  await page.getByRole('button', { name: 'Delete the account' }).click()
  const dialog = page.getByRole('dialog')
  const remove = dialog.getByRole('button', { name: 'Delete for good' })
  await dialog.getByLabel(/^Your e-mail address/).fill(ada.email)
  await remove.click()
  await expect(dialog.getByLabel(/^Your e-mail address/)).toBeFocused()
  await dialog.getByLabel(/^Your e-mail address/).fill(lin.email)
  await dialog.getByLabel('Password', { exact: true }).fill(lin.password)
  await remove.click()
  await page.waitForURL('/sign-in')
  await untilItWorks(page)
  await signIn(page, lin)
  await expect(alertOf(page)).toBeVisible()
})

test('says so where nobody signs in', async ({ page }) => {
  await page.goto(`${APP_ORIGIN}/sign-in`)
  await page.waitForURL(`${APP_ORIGIN}/`)
  await new Person(page).threads()
  await expect(page.getByText('Single-user mode: no sign-in, this machine only')).toBeVisible()
})
