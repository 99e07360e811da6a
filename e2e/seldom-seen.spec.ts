import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, test, unique } from './fixtures'
import { findBarriers } from './support/find-barriers'
import { importAnswer } from './support/import-answer'
import { untilCodeIsThere } from './support/until-code-is-there'

const expectNoFindings = async (page: Page, where: string) =>
  test.step(where, async () => expect(await findBarriers(page)).toEqual([]))

test.describe('axe finds nothing', () => {
  test.setTimeout(180_000)

  test('where Skein cannot be reached, and where a page is broken', async ({
    person,
    seeds,
    complaints,
  }) => {
    complaints.expect(/ERR_FAILED|Broken/)
    const { page } = person
    await page.route('**/api/events', (route) => route.abort())
    await person.open(await seeds.thread({ model: 'sim/echo', questions: ['Hello'] }))
    await expect(page.getByText('No connection to Skein. Trying again…')).toBeVisible()
    await expectNoFindings(page, 'no connection')
    await page.evaluate(() => {
      window.matchMedia = () => {
        throw new Error('Broken')
      }
    })
    await page.getByRole('button', { name: /^Context: / }).click()
    await expect(page.getByRole('heading', { name: 'This page could not be loaded' })).toBeVisible()
    await expectNoFindings(page, 'broken page')
  })

  test('in the search before, while and after something is looked for in vain', async ({
    person,
    seeds,
    complaints,
  }) => {
    complaints.expect(/status of 500/)
    const { page } = person
    await seeds.thread({ model: 'sim/echo', title: unique('Recent') })
    await person.newThread()
    await page.keyboard.press('ControlOrMeta+k')
    const palette = page.getByRole('dialog', { name: 'Search' })
    await expect(palette.getByRole('group', { name: 'Recent threads' })).toBeVisible()
    await expectNoFindings(page, 'recent threads')
    const { promise: looked, resolve: answer } = Promise.withResolvers<void>()
    await page.route('**/api/search?*', async (route) => {
      await looked
      await route.fulfill({ status: 500, json: { error: { code: 'internal', message: 'No.' } } })
    })
    await palette.getByRole('combobox').fill('nowhere')
    await expect(palette.getByText('Searching…')).toBeAttached()
    await expectNoFindings(page, 'looking')
    answer()
    await expect(palette.getByRole('alert')).toBeVisible()
    await expectNoFindings(page, 'failed')
  })

  test('on folders, archived threads and prompts', async ({ person, seeds, request }) => {
    const { page } = person
    const [folder, title, name] = [unique('Folder'), unique('Put away'), unique('greet')]
    await request.post('/api/folders', { data: { name: folder } })
    const path = await seeds.thread({ model: 'sim/echo', title })
    await request.patch(path.replace('/t/', '/api/threads/'), { data: { archived: true } })
    const prompt = { name: name.replace(' ', '-'), text: 'Greet {{who}}.', shared: true }
    expect((await request.post('/api/prompts', { data: prompt })).status()).toBe(201)

    await person.newThread()
    const list = await person.threads()
    await list.getByRole('button', { name: folder, exact: true }).click()
    await expect(list.getByText('Nothing is in this folder.').first()).toBeVisible()
    await list.getByRole('button', { name: `Actions for the folder ${folder}` }).click()
    await expect(page.getByRole('menuitem', { name: 'Delete the folder' })).toBeVisible()
    await expectNoFindings(page, 'menu of a folder')
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await expect(list.getByRole('textbox', { name: 'Name of the folder' })).toBeVisible()
    await expectNoFindings(page, 'name of a folder')

    await person.open('/archived')
    await expect(page.getByRole('main').getByRole('link', { name: title })).toBeVisible()
    await expectNoFindings(page, 'archived threads')

    await person.open('/prompts')
    await expect(page.getByText(`/${prompt.name}`)).toBeVisible()
    await expectNoFindings(page, 'prompts')
    await page.getByRole('button', { name: `Edit ${prompt.name}` }).click()
    await expect(page.getByRole('dialog', { name: 'Change the prompt' })).toBeVisible()
    await expectNoFindings(page, 'a prompt')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: `Delete ${prompt.name}` }).click()
    await expect(page.getByRole('dialog', { name: 'Delete the prompt' })).toBeVisible()
    await expectNoFindings(page, 'deleting a prompt')

    await person.newThread()
    await person.composer.focus()
    await page.keyboard.type(`/${prompt.name.slice(0, 10)}`)
    await page.getByRole('option', { name: new RegExp(prompt.name) }).click()
    await expect(page.getByRole('dialog', { name: prompt.name })).toBeVisible()
    await expectNoFindings(page, 'filling in a prompt')
    await page.keyboard.press('Escape')
    await person.composer.fill('')
    await page.keyboard.type('@')
    await expect(page.getByRole('option').first()).toBeVisible()
    await expectNoFindings(page, 'models by @')
  })

  test('in the menus of messages that have versions', async ({ person, seeds }) => {
    const { page } = person
    await person.open(await seeds.thread({ model: 'sim/echo', questions: ['Hello'] }))
    await person.answer(1).getByRole('button', { name: 'Answer again' }).click()
    await expect(page.getByText('Version 2 of 2')).toBeAttached()
    await person.untilOver(1)
    await person.question('Hello').getByRole('button', { name: 'More about' }).click()
    await expect(page.getByRole('menuitem', { name: 'Fork from here' })).toBeVisible()
    await expectNoFindings(page, 'question')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'More about this answer' }).click()
    await expect(page.getByRole('menuitem', { name: 'Fork from here' })).toBeVisible()
    await expectNoFindings(page, 'answer')
  })

  test('on answers that came in part, or from another model', async ({
    person,
    seeds,
    request,
  }) => {
    const { page } = person
    const retry = page.getByRole('button', { name: /^Retry/ })
    const fallback = {
      from: 'openrouter/openai/gpt-4o',
      to: 'openrouter/sim/echo',
      code: 'provider_overloaded',
      message: 'Overloaded.',
    }
    const path = await importAnswer(request, {
      title: unique('Endings'),
      parts: [{ type: 'text', text: 'It begins' }],
      status: 'interrupted',
      metadata: { omitted_messages: 2, fallbacks: [fallback] },
    })
    await person.open(path)
    await expect(person.answer(1)).toContainText('The server was restarted')
    await expect(person.answer(1)).toContainText(/GPT-4o did not answer, so .*echo did\./)
    await expect(person.answer(1)).toContainText('2 older messages did not fit')
    await expect(retry).toHaveText(['Retry', /^Retry with .*echo$/])
    await expectNoFindings(page, 'interrupted')

    await seeds.ask(path, 'Say all', { model: 'sim/length' })
    await seeds.ask(path, 'Say more', { model: 'sim/content-filter' })
    await seeds.ask(path, 'Say it', { model: 'sim/error-402' })
    await person.reload()
    await expect(person.answer(2)).toContainText('The answer reached its greatest length')
    await expect(person.answer(3)).toContainText('content filter ended the answer')
    await expect(person.answer(4)).toContainText(/credit/)
    await expect(retry.first()).toBeVisible()
    await expectNoFindings(page, 'cut off, and failed')
  })

  test('where something loads, and where it cannot be loaded', async ({
    person,
    seeds,
    complaints,
  }) => {
    complaints.expect(/status of 503/)
    const { page } = person
    await person.open(await seeds.thread({ model: 'sim/echo', questions: ['Hello'] }))
    await untilCodeIsThere(page)
    const dialog = (name: string) => page.getByRole('dialog', { name })
    const press = (name: string) => page.getByRole('button', { name }).last().click()
    const look = async (address: string, place: Locator, open: () => Promise<void>) => {
      const { promise: looked, resolve: answer } = Promise.withResolvers<void>()
      await page.route(address, async (route) => {
        await looked
        await route.fulfill({ status: 503, body: 'Away' })
      })
      await open()
      await expect(place.getByRole('status').filter({ hasText: 'Loading' })).toBeAttached()
      await expectNoFindings(page, `${address}, on its way`)
      answer()
      await expect(place.getByRole('alert')).toContainText('Skein cannot be reached.')
      await expectNoFindings(page, `${address}, failed`)
      await page.keyboard.press('Escape')
      await expect(place.getByRole('alert')).toHaveCount(0)
    }
    await look('**/api/models', dialog('Model'), () => person.modelButton.click())
    await look('**/api/messages/*', dialog('Details of the answer'), () => press('Details'))
    await look('**/api/messages/*/context', dialog('What was sent'), () => press('What was sent'))
    await look('**/api/prompts', page.getByRole('main'), () =>
      person.composer.pressSequentially('/'),
    )
  })

  test('where threads are imported, or all are to be deleted', async ({ person }) => {
    const { page } = person
    await person.open('/data')
    const choose = (text: string | Buffer) =>
      page.getByLabel('File to import').setInputFiles({
        name: 'conversations.json',
        mimeType: 'application/json',
        buffer: Buffer.from(text),
      })
    await choose('{"a":1}')
    await expect(page.getByText("The file is no export of Skein's")).toBeVisible()
    await expectNoFindings(page, 'refused file')
    await choose('[{"mapping":{},"title":"Odd one"}]')
    await expect(page.getByText('1 thread could not be imported.')).toBeVisible()
    await expectNoFindings(page, 'failed threads')
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
    await page.route('**/api/import', async (route) => {
      await arrived
      await route.abort()
    })
    await choose(await readFile('e2e/fixtures/chatgpt/conversations.json'))
    await expect(page.getByRole('progressbar')).toBeVisible()
    await expectNoFindings(page, 'import')
    await page.getByRole('button', { name: 'Cancel' }).click()
    arrive()
    await person.open('/settings')
    await page.getByRole('button', { name: 'Delete all threads…' }).click()
    await expect(page.getByRole('dialog', { name: 'Delete all your threads?' })).toBeVisible()
    await expectNoFindings(page, 'deleting all threads')
  })
})
