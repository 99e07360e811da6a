import { expect } from './fixtures'
import { expectGood, makeAccount, untilItWorks } from './support/expect-german'
import { findEnglish } from './support/find-english'
import { withOwnSkein } from './support/own-skein'

const test = withOwnSkein('german', { DEFAULT_MODEL: 'openrouter/openai/gpt-4o' })
test.use({ locale: 'de-DE' })

test('A person whose browser is German reads no English', async ({ page, upstream, skein }, {
  project,
}) => {
  test.setTimeout(240_000)
  const answer = page.getByRole('article', { name: 'Antwort von GPT-4o' })

  await test.step('makes an account', async () => {
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Willkommen bei Skein' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await untilItWorks(page)
    await expectGood(page, 'welcome')
    await makeAccount(page, 'openrouter/openai/gpt-4o')
    await expectGood(page, 'new thread')
  })

  await test.step('asks', async () => {
    await upstream.script('openai/gpt-4o', {
      text: 'Etwa **8 Minuten**:\n\n| Von | Nach |\n| --- | --- |\n| Sonne | Erde |\n\n```ts\nlet x = 1\n```\n',
      reasoning: 'Ich teile.',
    })
    await page
      .getByRole('textbox', { name: 'Nachricht', exact: true })
      .fill('Wie lange braucht es?')
    await page.getByRole('button', { name: 'Senden' }).click()
    await expect(answer).toHaveAttribute('aria-busy', 'false')
    await expect(page.getByRole('heading', { level: 1, name: /^Wie lange/ })).toBeVisible()
    await expectGood(page, 'answer')
    await answer.getByRole('button', { name: 'Mehr zu dieser Antwort' }).click()
    await expect(page.getByRole('menuitem', { name: 'Von hier abzweigen' })).toBeVisible()
    await expectGood(page, 'menu of the answer')
    await page.keyboard.press('Escape')
    await answer.getByRole('button', { name: 'Was gesendet wurde' }).click()
    await expect(page.getByRole('dialog', { name: 'Was gesendet wurde' })).toContainText('GPT-4o')
    await expectGood(page, 'what was sent')
    await page.keyboard.press('Escape')
  })

  await test.step('chooses a model, searches, and looks for keys', async () => {
    await page.getByRole('button', { name: /^Modell: / }).click()
    await expect(page.getByRole('dialog', { name: 'Modell' }).getByRole('option')).not.toHaveCount(
      0,
    )
    const { data } = (await (await page.request.get('/api/models')).json()) as {
      data: { name: string }[]
    }
    await expectGood(
      page,
      'models',
      data.map(({ name }) => name),
    )
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Suche' })
    await expect(palette.getByRole('option', { name: 'Einstellungen' })).toBeVisible()
    await palette.getByRole('combobox').fill('Minuten')
    await expect(palette.getByRole('option').filter({ hasText: 'Etwa' })).toBeVisible()
    await expectGood(page, 'search')
    await palette.getByRole('combobox').fill('')
    await page.keyboard.press('Escape')
    await expect(palette).toBeHidden()
    await page.getByRole('button', { name: 'Aktionen für den Thread' }).focus()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Tastenkürzel' })).toBeVisible()
    await expectGood(page, 'shortcuts')
    await page.keyboard.press('Escape')
  })

  await test.step('forks the thread', async () => {
    await answer.getByRole('button', { name: 'Mehr zu dieser Antwort' }).click()
    await page.getByRole('menuitem', { name: 'Von hier abzweigen' }).click()
    await expect(page.getByRole('heading', { level: 1, name: /\(Abzweigung\)$/ })).toBeVisible()
    await expectGood(page, 'fork')
  })

  await test.step('looks at what is theirs', async () => {
    if (project.name === 'phone') {
      await page.getByRole('button', { name: 'Threads', exact: true }).click()
    }
    await page.getByRole('button', { name: /^Konto von Ada/ }).click()
    await expect(page.getByRole('menuitem', { name: 'Abmelden' })).toBeVisible()
    expect(await findEnglish(page)).toEqual([])
    for (const [path, heading] of [
      ['/settings', 'Einstellungen'],
      ['/usage', 'Dein Verbrauch'],
      ['/archived', 'Archivierte Threads'],
      ['/prompts', 'Prompts'],
      ['/data', 'Deine Daten'],
      ['/account', 'Konto'],
    ] as const) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      await untilItWorks(page)
      await expectGood(page, path)
    }
  })

  await test.step('finds English where there is some', async () => {
    await page.context().addCookies([{ name: 'language', value: 'en', url: skein.origin }])
    await page.goto('/usage')
    await expect(page.getByRole('link', { name: '30 days' })).toBeVisible()
    expect(await findEnglish(page)).toEqual(expect.arrayContaining(['Your usage', '30 days']))
  })
})
