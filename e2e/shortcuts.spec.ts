import { expect, test, unique } from './fixtures'

test(
  'A person finds the shortcuts, gives one other keys and takes them back',
  { tag: '@desktop' },
  async ({ person, seeds }) => {
    const { page } = person
    const { keyboard } = page
    await person.open(await seeds.thread({ model: 'sim/echo', title: unique('Keys') }))
    const side = page.getByRole('complementary', { name: 'Threads and settings' })
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })

    // While somebody writes, a sign is a sign.
    await person.composer.fill('')
    await keyboard.press('?')
    await expect(person.composer).toHaveValue('?')
    await expect(list).toHaveCount(0)
    await keyboard.press('Control+b')
    await expect(side).toBeHidden()
    await page.reload()
    await expect(side).toBeHidden()
    await page.getByRole('button', { name: 'Show the list' }).click()
    await expect(side).toBeVisible()

    await page.getByRole('button', { name: 'Put the list away' }).focus()
    await keyboard.press('?')
    await expect(list).toBeVisible()
    const keysOf = (action: string) =>
      list.getByRole('button', { name: `Change the keys of “${action}”` })
    await expect(keysOf('Open the settings')).toHaveAccessibleName(/ Ctrl ?\+ ?,$/)
    await expect(keysOf('Begin a new thread')).toHaveAccessibleName(/ Ctrl ?\+ ?Shift ?\+ ?O$/)
    await keysOf('Begin a new thread').click()
    await keyboard.press('Control+b')
    await expect(list.getByRole('alert')).toHaveText('These do “Show or hide the list of threads”.')
    await list.getByRole('button', { name: 'Take them' }).click()
    await expect(list.getByText('has no keys now')).toBeVisible()
    await keyboard.press('Escape')
    await keyboard.press('Control+b')
    await page.waitForURL('/')

    await person.reload()
    await page.getByRole('button', { name: 'Put the list away' }).focus()
    await keyboard.press('?')
    const giveBack = list.getByRole('button', { name: 'Give all actions their own keys back' })
    await giveBack.click()
    await expect(giveBack).toHaveCount(0)
    await expect(keysOf('Show these shortcuts')).toBeFocused()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(keysOf('Begin a new thread')).toHaveAccessibleName(/ Ctrl ?\+ ?B$/)
    await giveBack.click()
    await keyboard.press('Escape')
    await keyboard.press('Control+b')
    await expect(side).toBeHidden()
    await page.getByRole('button', { name: 'Show the list' }).click()
  },
)

test('A person goes from thread to thread and to the settings, writes, picks a model, stops and copies by keys alone', async ({
  person,
  seeds,
  upstream,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { page } = person
  const { keyboard } = page
  const [below, above] = [unique('Below'), unique('Above')]
  const path = await seeds.thread({ model: 'sim/echo', title: below, questions: ['Say this'] })
  await seeds.thread({ model: 'sim/held', title: above, questions: [] })
  await person.open(path)

  await keyboard.press('Control+Shift+c')
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toContain('Say this')

  await keyboard.press('Alt+ArrowUp')
  await expect(page.getByRole('heading', { level: 1, name: above })).toBeVisible()
  await keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('heading', { level: 1, name: below })).toBeVisible()
  await keyboard.press('Alt+ArrowUp')
  await expect(page.getByRole('heading', { level: 1, name: above })).toBeVisible()

  await page.getByRole('button', { name: 'Thread actions' }).focus()
  await keyboard.press('Control+/')
  await expect(page.getByRole('dialog', { name: 'Model' })).toBeVisible()
  await keyboard.press('Escape')
  await page.getByRole('button', { name: 'Thread actions' }).focus()
  await keyboard.press('/')
  await expect(person.composer).toBeFocused()
  await expect(person.composer).toHaveValue('')

  await person.composer.fill('Wait for me')
  await keyboard.press('Control+Enter')
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible()
  await keyboard.press('Control+.')
  await person.untilOver(1)
  await expect(person.answer(1)).toContainText('Stopped')
  await upstream.releaseAny()

  await keyboard.press('Control+,')
  await expect(page).toHaveURL('/settings')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await keyboard.press('Control+Shift+o')
  await expect(page).toHaveURL('/')
  await expect(person.composer).toBeVisible()
  await expect(person.messages.getByRole('article')).toHaveCount(0)
})
