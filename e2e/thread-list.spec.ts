import { readFile } from 'node:fs/promises'
import { v7 } from 'uuid'

import { expect, test, unique, type Person } from './fixtures'
import { findBarriers } from './support/find-barriers'
import { untilCodeIsThere } from './support/until-code-is-there'
import { plainThread } from './support/plain-thread'

async function choose(person: Person, title: string, action: string) {
  const list = await person.threads()
  await list.getByRole('listitem').filter({ hasText: title }).hover()
  await list.getByRole('button', { name: `Actions for ${title}` }).click()
  await person.page.getByRole('menuitem', { name: action, exact: true }).click()
}

test('A person pins a thread, puts it into a folder and archives it, and another tab sees it', async ({
  person,
  seeds,
  openBrowser,
}) => {
  const [title, name] = [unique('Sort me'), unique('Folder')]
  await seeds.thread({ model: 'sim/echo', title })
  await person.newThread()
  const other = await openBrowser()
  await other.newThread()
  const { page } = person
  const inList = async (who: Person, region: string) =>
    (await who.threads()).getByRole('region', { name: region }).getByRole('link', { name: title })

  await choose(person, title, 'Pin')
  await expect(await inList(person, 'Pinned')).toBeVisible()
  await expect(await inList(other, 'Pinned')).toBeVisible()
  await choose(person, title, 'Unpin')
  await expect(await inList(other, 'Today')).toBeVisible()

  await choose(person, title, 'Move to a folder…')
  const dialog = page.getByRole('dialog', { name: 'Move the thread' })
  await dialog.getByLabel('New folder').fill(name)
  expect(await findBarriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Make' }).click()
  await expect(await inList(person, name)).toBeVisible()
  const folder = (await other.threads()).getByRole('button', { name, exact: true })
  await expect(folder).toHaveAttribute('aria-expanded', 'false')
  await folder.click()
  await expect(await inList(other, name)).toBeVisible()
  await person.reload()
  await expect(await inList(person, name)).toBeVisible()
  await person.threads()
  expect(await findBarriers(page)).toEqual([])

  await choose(person, title, 'Archive')
  await expect((await person.threads()).getByRole('link', { name: title })).toHaveCount(0)
  await expect((await other.threads()).getByRole('link', { name: title })).toHaveCount(0)
  await (await person.threads()).getByRole('link', { name: 'Archived' }).click()
  await page
    .getByRole('main')
    .getByRole('button', { name: `Unarchive ${title}` })
    .click()
  await expect(await inList(person, name)).toBeVisible()

  const list = await person.threads()
  await list.getByRole('region', { name }).hover()
  await list.getByRole('button', { name: `Actions for the folder ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Delete the folder' }).click()
  await page.getByRole('button', { name: 'Delete the folder' }).click()
  await expect(await inList(person, 'Today')).toBeVisible()
  await expect(await inList(other, 'Today')).toBeVisible()
})

test('A person chooses several threads, archives and deletes them, and takes the one back', async ({
  person,
  seeds,
}) => {
  const titles = [unique('First'), unique('Second')] as const
  for (const title of titles) await seeds.thread({ model: 'sim/echo', title })
  await person.newThread()
  const { page } = person
  await choose(person, titles[0], 'Select')
  const list = await person.threads()
  await expect(list.getByRole('checkbox', { name: titles[0] })).toBeChecked()
  await list.getByRole('checkbox', { name: titles[1] }).check()
  const bar = list.getByRole('toolbar', { name: 'Selected threads' })
  await expect(bar.getByRole('status')).toHaveText('2 selected')
  expect(await findBarriers(page)).toEqual([])
  await bar.getByRole('button', { name: 'Archive' }).click()
  await expect(list.getByRole('link', { name: titles[0] })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(list.getByRole('link', { name: titles[0] })).toBeVisible()

  const remove = async () => {
    await choose(person, titles[0], 'Select')
    await list.getByRole('checkbox', { name: titles[1] }).check()
    await bar.getByRole('button', { name: 'Delete' }).click()
    for (const title of titles) await expect(list.getByRole('link', { name: title })).toHaveCount(0)
  }
  const areThere = async () => {
    for (const title of titles) await expect(list.getByRole('link', { name: title })).toBeVisible()
  }
  await remove()
  await page.getByRole('button', { name: 'Undo' }).click()
  await areThere()
  await person.reload()
  await person.threads()
  await areThere()

  const deleted = page.waitForResponse(
    (response) =>
      response.url().endsWith('/bulk') && response.request().postDataJSON().action === 'delete',
  )
  await remove()
  const dismiss = page.getByRole('button', { name: 'Dismiss' }).last()
  // Under the pointer it stays.
  await dismiss.hover()
  await dismiss.click()
  expect(await (await deleted).json()).toHaveProperty('ids.length', 2)
  await person.reload()
  await expect((await person.threads()).getByRole('link', { name: titles[0] })).toHaveCount(0)
})

test('A selection outlives a dialog, and an open thread is left that is deleted with others', async ({
  person,
  seeds,
}) => {
  const { page } = person
  const [open, other] = [unique('Open'), unique('Other')]
  const path = await seeds.thread({ model: 'sim/echo', title: open })
  await seeds.thread({ model: 'sim/echo', title: other })
  await person.open(path)
  await choose(person, open, 'Select')
  const list = await person.threads()
  await list.getByRole('checkbox', { name: other }).check()
  const bar = list.getByRole('toolbar', { name: 'Selected threads' })
  await bar.getByRole('button', { name: 'Move to a folder' }).click()
  await expect(page.getByRole('dialog', { name: /^Move 2 threads/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: /^Move 2 threads/ })).toHaveCount(0)
  await expect(bar.getByRole('status')).toHaveText('2 selected')

  await bar.getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL('/')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { level: 1, name: open })).toBeVisible()
})

test('An archived thread that is deleted stays away, and one that is archived elsewhere comes', async ({
  person,
  seeds,
  request,
}) => {
  const { page } = person
  const [gone, put] = [unique('Goes'), unique('Comes')]
  const paths = [gone, put].map((title) => seeds.thread({ model: 'sim/echo', title }))
  const [first, second] = (await Promise.all(paths)).map((path) =>
    path.replace('/t/', '/api/threads/'),
  )
  await request.patch(first ?? '', { data: { archived: true } })
  await person.open('/archived')
  const row = (title: string) => page.getByRole('main').getByRole('link', { name: title })
  await request.patch(second ?? '', { data: { archived: true } })
  await expect(row(put)).toBeVisible()

  await page.getByRole('button', { name: `Delete ${gone}` }).click()
  await expect(row(gone)).toHaveCount(0)
  await row(put).click()
  await expect(page.getByRole('heading', { level: 1, name: put })).toBeVisible()
  await page.goBack()
  await expect(row(put)).toBeVisible()
  await expect(row(gone)).toHaveCount(0)
  const taken = page.waitForResponse((response) => response.url().endsWith('/threads/bulk'))
  await page.getByRole('button', { name: `Unarchive ${put}` }).click()
  await taken
  await expect(row(put)).toHaveCount(0)
  await request.patch(second ?? '', { data: { archived: true } })
  await expect(row(put)).toBeVisible()
})

test('A person selects all threads, and pins, moves and exports some', async ({
  person,
  seeds,
}) => {
  const titles = [unique('First'), unique('Second')] as const
  const name = unique('Both')
  for (const title of titles) await seeds.thread({ model: 'sim/echo', title })
  await person.newThread()
  const { page } = person
  const list = await person.threads()
  const bar = list.getByRole('toolbar', { name: 'Selected threads' })
  const both = async (act: () => Promise<void>, region: string) => {
    await choose(person, titles[0], 'Select')
    await list.getByRole('checkbox', { name: titles[1] }).check()
    await act()
    for (const title of titles) {
      const row = (await person.threads()).getByRole('region', { name: region })
      await expect(row.getByRole('link', { name: title })).toBeVisible()
    }
  }
  await choose(person, titles[0], 'Select')
  await bar.getByRole('button', { name: 'Select all' }).click()
  for (const title of titles)
    await expect(list.getByRole('checkbox', { name: title })).toBeChecked()
  await bar.getByRole('button', { name: 'Done' }).click()

  await both(async () => {
    await bar.getByRole('button', { name: 'Move to a folder' }).click()
    const dialog = page.getByRole('dialog', { name: 'Move 2 threads' })
    await dialog.getByLabel('New folder').fill(name)
    await dialog.getByRole('button', { name: 'Make' }).click()
  }, name)
  const saving = page.waitForEvent('download')
  await both(() => bar.getByRole('button', { name: 'Export' }).click(), name)
  const { records } = JSON.parse(await readFile(await (await saving).path(), 'utf8')) as {
    records: { kind: string; title?: string }[]
  }
  const exported = records.filter(({ kind }) => kind === 'thread').map(({ title }) => title)
  expect(exported.toSorted()).toEqual(titles.toSorted())
  await both(() => bar.getByRole('button', { name: 'Pin' }).click(), 'Pinned')
  for (const title of titles) await choose(person, title, 'Unpin')
})

test('A person deletes a folder, renames another and moves it up and down', async ({
  person,
  request,
}) => {
  const [upper, between, lower] = [unique('Upper'), unique('Between'), unique('Lower')]
  const renamed = unique('Renamed')
  for (const name of [upper, between, lower]) await request.post('/api/folders', { data: { name } })
  await person.newThread()
  const act = async (name: string, action: string) => {
    const list = await person.threads()
    await list.getByRole('region', { name }).hover()
    await list.getByRole('button', { name: `Actions for the folder ${name}` }).click()
    await person.page.getByRole('menuitem', { name: action }).click()
  }
  const isAbove = async (one: string, other: string) => {
    const list = await person.threads()
    const boxOf = (name: string) => list.getByRole('button', { name, exact: true }).boundingBox()
    const [first, second] = await Promise.all([boxOf(one), boxOf(other)])
    return first !== null && second !== null && first.y < second.y
  }
  const remove = async (name: string, answer: string) => {
    await act(name, 'Delete the folder')
    const dialog = person.page.getByRole('dialog', { name: `Delete the folder “${name}”?` })
    await dialog.getByRole('button', { name: answer }).click()
    await expect(dialog).toHaveCount(0)
  }
  expect(await isAbove(upper, lower)).toBe(true)
  await remove(between, 'Cancel')
  expect(await isAbove(upper, between)).toBe(true)
  await remove(between, 'Delete the folder')
  await expect(
    (await person.threads()).getByRole('button', { name: between, exact: true }),
  ).toHaveCount(0)
  await act(lower, 'Move up')
  await expect.poll(() => isAbove(lower, upper)).toBe(true)
  await act(lower, 'Move down')
  await expect.poll(() => isAbove(upper, lower)).toBe(true)

  await act(lower, 'Rename')
  const field = person.page.getByRole('textbox', { name: 'Name of the folder' })
  await field.fill(renamed)
  await field.press('Enter')
  await expect.poll(() => isAbove(upper, renamed)).toBe(true)
  await person.reload()
  expect(await isAbove(upper, renamed)).toBe(true)
  for (const name of [upper, renamed]) await remove(name, 'Delete the folder')
})

test('A person deletes archived threads, from their list and open, and takes one back', async ({
  person,
  seeds,
  request,
}) => {
  const title = unique('Put away')
  const path = await seeds.thread({ model: 'sim/echo', title })
  await request.patch(path.replace('/t/', '/api/threads/'), { data: { archived: true } })
  await person.open('/archived')
  const { page } = person
  const row = page.getByRole('main').getByRole('link', { name: title })
  const undo = page.getByRole('button', { name: 'Undo' })
  await page.getByRole('button', { name: `Delete ${title}` }).click()
  await expect(row).toHaveCount(0)
  await undo.click()
  await row.click()

  const remove = async () => {
    await page.getByRole('button', { name: 'Thread actions' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expect(page).toHaveURL('/')
  }
  await remove()
  await undo.click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await remove()
  const deleted = page.waitForResponse(
    (response) => response.request().method() === 'DELETE' && response.ok(),
  )
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await deleted
  await page.goto('/archived')
  await expect(page.getByRole('heading', { level: 1, name: 'Archived threads' })).toBeVisible()
  await expect(row).toHaveCount(0)
})

test('A person takes several threads out of the archive, and deletes others', async ({
  person,
  seeds,
  request,
}) => {
  const titles = [unique('Old'), unique('Older'), unique('Oldest')] as const
  for (const title of titles) {
    const path = await seeds.thread({ model: 'sim/echo', title })
    await request.patch(path.replace('/t/', '/api/threads/'), { data: { archived: true } })
  }
  await person.open('/archived')
  const { page } = person
  const main = page.getByRole('main')
  const link = (title: string) => main.getByRole('link', { name: title })
  const box = (title: string) => main.getByRole('checkbox', { name: title })
  const select = main.getByRole('button', { name: 'Select', exact: true })
  const bar = main.getByRole('toolbar', { name: 'Selected threads' })
  const count = bar.getByRole('status')

  await select.click()
  await expect(count).toHaveText('0 selected')
  await expect(main.getByRole('checkbox').first()).toBeFocused()
  await expect(bar.getByRole('button', { name: 'Unarchive' })).toBeDisabled()
  await bar.getByRole('button', { name: 'Select all' }).click()
  for (const title of titles) await expect(box(title)).toBeChecked()
  expect(await findBarriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(select).toBeFocused()

  await select.click()
  await box(titles[0]).check()
  await box(titles[1]).check()
  await expect(count).toHaveText('2 selected')
  await bar.getByRole('button', { name: 'Unarchive' }).click()
  await expect(bar).toBeHidden()
  for (const title of titles.slice(0, 2)) await expect(link(title)).toHaveCount(0)
  await expect(link(titles[2])).toBeVisible()
  const list = await person.threads()
  for (const title of titles.slice(0, 2)) {
    await expect(list.getByRole('link', { name: title })).toBeVisible()
  }

  await person.open('/archived')
  const remove = async () => {
    await select.click()
    await box(titles[2]).check()
    await bar.getByRole('button', { name: 'Delete' }).click()
    await expect(link(titles[2])).toHaveCount(0)
  }
  await remove()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(link(titles[2])).toBeVisible()
  await remove()
  const deleted = page.waitForResponse(
    (response) => response.request().method() === 'DELETE' && response.ok(),
  )
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await deleted
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Archived threads' })).toBeVisible()
  await expect(link(titles[2])).toHaveCount(0)
})

test('A person drags a thread into a folder and out of it @desktop', async ({
  person,
  seeds,
  request,
}) => {
  const [title, name] = [unique('Drag me'), unique('Target')]
  await seeds.thread({ model: 'sim/echo', title })
  await request.post('/api/folders', { data: { name } })
  await person.newThread()
  const list = await person.threads()
  const folder = list.getByRole('button', { name, exact: true })
  await untilCodeIsThere(person.page)
  await list.getByRole('link', { name: title }).dragTo(folder)
  await folder.click()
  const within = list.getByRole('region', { name }).getByRole('link', { name: title })
  await expect(within).toBeVisible()
  await seeds.thread({ model: 'sim/echo', title: unique('Somewhere') })
  await expect(list.getByRole('link', { name: /^Somewhere/ }).first()).toBeVisible()
  await within.dragTo(list.getByRole('link', { name: /^Somewhere/ }).first())
  await expect(
    list.getByRole('region', { name: 'Today' }).getByRole('link', { name: title }),
  ).toBeVisible()
})

test(
  'A person deletes a thread and takes it back by keys, and never loses the place in the list',
  { tag: '@desktop' },
  async ({ person, seeds }) => {
    const { page } = person
    const { keyboard } = page
    const [below, above] = [unique('Below'), unique('Above')]
    await seeds.thread({ model: 'sim/echo', title: below })
    await seeds.thread({ model: 'sim/echo', title: above })
    await person.newThread()
    const list = await person.threads()
    const row = list.getByRole('link', { name: above })
    const actions = (title: string) => list.getByRole('button', { name: `Actions for ${title}` })
    const choose = async (action: string) => {
      await actions(above).focus()
      await keyboard.press('Enter')
      const item = page.getByRole('menuitem', { name: action, exact: true })
      await expect(page.getByRole('menuitem').first()).toBeFocused()
      while (!(await item.evaluate((each) => each === document.activeElement))) {
        await keyboard.press('ArrowDown')
      }
      await keyboard.press('Enter')
    }

    await choose('Delete')
    await expect(row).toHaveCount(0)
    await expect(actions(below)).toBeFocused()
    await keyboard.press('Control+z')
    await expect(row).toBeVisible()
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)

    await choose('Archive')
    await expect(actions(below)).toBeFocused()
    // What is written has its own way back.
    await person.composer.fill('Words')
    await keyboard.press('Control+z')
    await expect(person.composer).toHaveValue('')
    await expect(row).toHaveCount(0)
    await actions(below).focus()
    await keyboard.press('Control+z')
    await expect(row).toBeVisible()

    await choose('Rename')
    await expect(list.getByRole('textbox')).toBeFocused()
    await keyboard.press('Escape')
    await expect(actions(above)).toBeFocused()
    for (const action of ['Pin', 'Unpin']) {
      await choose(action)
      await expect(actions(above)).toBeFocused()
    }
    await choose('Move to a folder…')
    const dialog = page.getByRole('dialog', { name: 'Move the thread' })
    const folder = unique('Folder')
    await dialog.getByRole('textbox', { name: 'New folder' }).fill(folder)
    await keyboard.press('Enter')
    await expect(list.getByRole('region', { name: folder }).getByRole('link')).toHaveText(above)
    await expect(actions(above)).toBeFocused()
    await choose('Move to a folder…')
    await dialog.getByRole('button', { name: 'No folder' }).focus()
    await keyboard.press('Enter')
    await expect(list.getByRole('region', { name: folder }).getByRole('link')).toHaveCount(0)
    await expect(actions(above)).toBeFocused()
    await choose('Select')
    await expect(list.getByRole('checkbox', { name: above })).toBeFocused()
    await keyboard.press('Escape')
    await expect(actions(above)).toBeFocused()
  },
)

test('A person takes back what they deleted over an open dialog, by pointer and by keys', async ({
  person,
  seeds,
}) => {
  const title = unique('Taken back')
  await person.open(await seeds.thread({ model: 'sim/echo', title }))
  const { page } = person
  const undo = page.getByRole('button', { name: 'Undo' })
  const byPointer = async () => {
    await undo.hover()
    expect(await findBarriers(page)).toEqual([])
    await undo.click()
  }
  const byKeys = async () => {
    await undo.focus()
    await expect(undo).toBeFocused()
    await page.keyboard.press('Enter')
  }
  for (const takeBack of [byPointer, byKeys]) {
    await page.getByRole('button', { name: 'Thread actions' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expect(page).toHaveURL('/')
    await person.openPicker()
    await takeBack()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  }
})

test(
  'A person reads on in a folder of many threads, and hears how many can be selected at once',
  { tag: '@desktop' },
  async ({ person, request }) => {
    const name = unique('Many')
    const ids = Array.from({ length: 245 }, () => v7())
    const newest = Date.UTC(2026, 0, 1)
    const records = ids.map((id, n) =>
      plainThread(new Date(newest - n * 60_000), { id, title: `${name}, thread ${n}` }),
    )
    const exported_at = new Date(newest).toISOString()
    const exported = { format: 'skein', version: 1, exported_at, records }
    const imported = await request.post('/api/import', { data: exported })
    expect(await imported.json()).toMatchObject({ threads: { imported: 245 } })
    const change = async (some: string[], data: object) => {
      const response = await request.post('/api/threads/bulk', { data: { ids: some, ...data } })
      expect(response.ok(), await response.text()).toBe(true)
    }
    // Those outside the folder are newer, and more than the list begins with.
    const [outside, first, rest] = [ids.slice(0, 40), ids.slice(40, 140), ids.slice(140)]
    const made = await request.post('/api/folders', { data: { name } })
    const { id: folder_id } = (await made.json()) as { id: string }
    try {
      for (const some of [first, rest]) await change(some, { action: 'move', folder_id })
      await person.newThread()
      const list = await person.threads()
      await list.getByRole('button', { name, exact: true }).click()
      const folder = list.getByRole('region', { name })
      const rows = folder.getByRole('link')
      const older = folder.getByRole('button', { name: 'Show older' })
      await expect(rows).toHaveCount(100)
      await older.click()
      await expect(rows).toHaveCount(200)
      await older.click()
      await expect(rows).toHaveCount(205)
      await expect(older).toHaveCount(0)

      await choose(person, `${name}, thread 40`, 'Select')
      const bar = list.getByRole('toolbar', { name: 'Selected threads' })
      await bar.getByRole('button', { name: 'Select the first 200' }).click()
      await expect(bar.getByRole('status')).toHaveText('200 selected')
      await expect(bar.getByRole('alert')).toContainText('No more than 200')
      await folder.getByRole('checkbox').last().click()
      await expect(folder.getByRole('checkbox').last()).not.toBeChecked()
      await expect(bar.getByRole('status')).toHaveText('200 selected')
      await folder.getByRole('checkbox').first().uncheck()
      await expect(bar.getByRole('alert')).toHaveCount(0)
    } finally {
      for (const some of [outside, first, rest]) await change(some, { action: 'delete' })
      await request.delete(`/api/folders/${folder_id}`)
    }
  },
)

test('The way to the archive stays in view while the list grows', async ({ person, request }) => {
  const name = unique('Row')
  const records = Array.from({ length: 90 }, (_, n) =>
    plainThread(new Date(Date.UTC(2020, 0, 1) - n * 60_000), { id: v7(), title: `${name} ${n}` }),
  )
  const exported_at = new Date(0).toISOString()
  const imported = await request.post('/api/import', {
    data: { format: 'skein', version: 1, exported_at, records },
  })
  expect(imported.ok()).toBe(true)
  await person.newThread()
  const list = await person.threads()
  const archived = list.getByRole('link', { name: 'Archived' })
  await expect(archived).toBeInViewport({ ratio: 1 })
  await archived.focus()
  const last = list.getByRole('link', { name: `${name} 89` })
  await expect(async () => {
    await list.getByRole('link').nth(-2).scrollIntoViewIfNeeded()
    await expect(last).toHaveCount(1, { timeout: 500 })
  }).toPass()
  await expect(archived).toBeInViewport({ ratio: 1 })
  await last.scrollIntoViewIfNeeded()
  await expect(last).toBeInViewport({ ratio: 1 })
  await expect(archived).toBeInViewport({ ratio: 1 })
  await expect(archived).toBeFocused()
})
