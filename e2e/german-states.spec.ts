import type { Page } from '@playwright/test'
import { expect } from './fixtures'
import { expectGerman, makeAccount, untilItWorks } from './support/expect-german'
import { withOwnSkein } from './support/own-skein'
import { smallPng } from './support/small-png'

const [asked, fallback] = ['openai/gpt-4o', 'openai/gpt-4o-mini'] as const
// A model that the page does not know yet is called by its id until the catalogue has come.
const names = ['GPT-4o', 'GPT-4o-mini', 'gpt-4o', 'gpt-4o-mini', 'Reise', 'Ada', 'Skein']
const untitled = 'Neue Unterhaltung'

const test = withOwnSkein('german-states', {
  DEFAULT_MODEL: `openrouter/${asked}`,
  DEFAULT_FALLBACK_MODELS: `openrouter/${fallback}`,
  TITLE_MODEL: 'none',
  MAX_BODY_BYTES: '20000',
})
test.use({ locale: 'de-DE' })

const say = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: 'Nachricht', exact: true }).fill(text)
  await page.getByRole('button', { name: /^(Senden|Als Nächstes senden)$/ }).click()
}
const answer = (page: Page, n: number) =>
  page.getByRole('article', { name: /^Antwort von / }).nth(n - 1)

/** The list of threads, which a phone keeps in a drawer. */
async function list(page: Page) {
  const drawer = page.getByRole('dialog', { name: 'Threads und Einstellungen' })
  const opener = page.getByRole('button', { name: 'Threads', exact: true })
  if ((await drawer.count()) === 0 && (await opener.isVisible())) await opener.click()
  return page.getByRole('navigation', { name: 'Threads' })
}

test('Also what goes wrong, waits or is seldom seen is said in German', async ({
  page,
  upstream,
  complaints,
}) => {
  test.setTimeout(240_000)
  complaints.expect(/the server responded with a status of (404|413|415)/)

  await test.step('makes an account', async () => {
    await page.goto('/')
    await untilItWorks(page)
    await makeAccount(page, `openrouter/${asked}`)
  })

  await test.step('asks in a thread without a title, which another model answers', async () => {
    await upstream.script(asked, { status: 503 })
    await upstream.script(fallback, { text: 'Acht Minuten.' })
    await say(page, 'Wie lange?')
    await expect(answer(page, 1)).toContainText('Acht Minuten.')
    await expect(answer(page, 1)).toContainText('Das Modell ist überlastet')
    await expect(page.getByRole('heading', { level: 1, name: untitled })).toBeVisible()
    await expect((await list(page)).getByRole('link', { name: untitled })).toBeVisible()
    await expect(page).toHaveTitle(`${untitled} · Skein`)
    await expectGerman(page, 'fallback', names)
    await page.reload()
    await untilItWorks(page)
    await expect(page).toHaveTitle(`${untitled} · Skein`)
    await expect(answer(page, 1)).toContainText('Das Modell ist überlastet')
    await answer(page, 1).getByRole('button', { name: 'Einzelheiten' }).click()
    const details = page.getByRole('dialog', { name: 'Einzelheiten zur Antwort' })
    await expect(details).toContainText('Gesamtzeit')
    await expectGerman(page, 'details', names)
    await page.keyboard.press('Escape')
  })

  await test.step('is told what fails, and what is not taken', async () => {
    await upstream.script(asked, { status: 503 })
    await upstream.script(fallback, { status: 503 })
    await say(page, 'Und jetzt?')
    await expect(answer(page, 2).getByRole('button', { name: 'Nochmal' })).toBeVisible()
    await expectGerman(page, 'failed answer', names)
    await say(page, 'lang '.repeat(5000))
    await expect(page.getByRole('alert').filter({ hasText: 'Nicht gesendet.' })).toContainText(
      'Das ist zu viel auf einmal.',
    )
    await expectGerman(page, 'refused message', names)
    await page.getByRole('button', { name: 'Schließen' }).click()
    await page.getByRole('textbox', { name: 'Nachricht', exact: true }).fill('')
    await page.locator('input[type=file]').setInputFiles([
      { name: 'bild.png', mimeType: 'image/png', buffer: smallPng },
      { name: 'a.zip', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004zip') },
    ])
    const files = page.getByRole('list', { name: 'Angehängte Dateien' }).getByRole('listitem')
    await expect(files.getByRole('alert')).toContainText('Nur Bilder')
    await expect(page.getByRole('button', { name: 'bild.png entfernen' })).toBeVisible()
    await expectGerman(page, 'attachments', names)
    await page.getByRole('button', { name: 'a.zip entfernen' }).click()
    await page.getByRole('button', { name: 'bild.png entfernen' }).click()
  })

  await test.step('waits, and compares', async () => {
    await upstream.script(asked, { tokens: 10, holdAfterTokens: 5 })
    await say(page, 'Zähle')
    await expect(answer(page, 3)).toContainText('w4')
    await say(page, 'Weiter')
    await expect(page.getByText('Wartet, 1 davor.')).toBeVisible()
    await expectGerman(page, 'queue', names)
    await page.getByRole('button', { name: 'Zurücknehmen' }).click()
    await upstream.release(asked)
    await expect(answer(page, 3)).toHaveAttribute('aria-busy', 'false')
    await page.getByRole('button', { name: /^Modell: / }).click()
    const picker = page.getByRole('dialog', { name: 'Modell' })
    await picker.getByRole('button', { name: 'Vergleichen', exact: true }).click()
    await picker.getByRole('combobox').fill('GPT-4o-mini')
    await picker.getByRole('option', { name: 'GPT-4o-mini' }).first().click()
    await picker.getByRole('button', { name: 'Diese vergleichen' }).click()
    await upstream.script(asked, { text: 'Paris' })
    await upstream.script(fallback, { text: 'Rom' })
    await say(page, 'Welche Stadt?')
    const columns = page.getByRole('group', { name: '2 Antworten nebeneinander' })
    await expect(columns).toContainText('Paris')
    await expect(columns).toContainText('Rom')
    await expectGerman(page, 'comparison', names)
  })

  await test.step('opens what belongs to a thread', async () => {
    await page.getByRole('button', { name: 'Systemprompt' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toHaveAccessibleName('Systemprompt')
    await expectGerman(page, 'system prompt', names)
    await page.keyboard.press('Escape')
    for (const [item, title] of [
      ['Teilen …', 'Diesen Thread teilen'],
      ['Zu einem Datum …', 'Zu einem Datum'],
    ] as const) {
      await page.getByRole('button', { name: 'Aktionen für den Thread' }).click()
      await page.getByRole('menuitem', { name: item }).click()
      await expect(dialog).toHaveAccessibleName(title)
      await expectGerman(page, title, names)
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
    }
  })

  const row = (item: string) =>
    test.step(item, async () => {
      await (await list(page)).getByRole('link', { name: untitled }).hover()
      await page.getByRole('button', { name: `Aktionen für ${untitled}` }).click()
      await page.getByRole('menuitem', { name: item }).click()
    })

  await test.step('sorts', async () => {
    await row('In einen Ordner …')
    await page.getByLabel('Neuer Ordner').fill('Reise')
    await expectGerman(page, 'move', names)
    await page.getByRole('button', { name: 'Anlegen' }).click()
    await expect(
      (await list(page))
        .getByRole('region', { name: 'Reise' })
        .getByRole('link', { name: untitled }),
    ).toBeVisible()
    await expectGerman(page, 'folder', names)
    await row('Auswählen')
    await expect(page.getByRole('toolbar', { name: 'Ausgewählte Threads' })).toBeVisible()
    await expectGerman(page, 'selection', names)
    await page.getByRole('button', { name: 'Fertig' }).click()
    await row('Archivieren')
    await expect(page.getByText(`„${untitled}“ archiviert.`)).toBeVisible()
    await page.getByRole('button', { name: 'Rückgängig' }).click()
    await expect((await list(page)).getByRole('link', { name: untitled })).toBeVisible()
    await row('Löschen')
    await expect(page.getByText(`„${untitled}“ gelöscht.`)).toBeVisible()
    await expectGerman(page, 'deleted', names)
    await page.getByRole('button', { name: 'Rückgängig' }).click()
    await expect((await list(page)).getByRole('link', { name: untitled })).toBeVisible()
  })

  await test.step('asks in a temporary thread', async () => {
    await page.goto('/temporary')
    await untilItWorks(page)
    await upstream.script(asked, { text: 'Nur kurz.' })
    await say(page, 'Kurz?')
    await expect(answer(page, 1)).toHaveAttribute('aria-busy', 'false')
    await expectGerman(page, 'temporary thread', names)
    page.once('dialog', (dialog) => void dialog.accept())
  })

  await test.step('imports what is damaged', async () => {
    await page.goto('/data')
    await untilItWorks(page)
    const choose = (text: string) =>
      page
        .getByLabel('Datei zum Importieren')
        .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await choose('{"a":1}')
    await expect(page.getByText('Diese Datei lässt sich nicht importieren')).toBeVisible()
    await expect(page.getByText('Der Server sagt: „The file is no export of Skein')).toBeVisible()
    await expectGerman(page, 'refused file', names)
    await choose('[{"mapping":{},"title":"Seltsam"}]')
    const failures = page.getByRole('list', {
      name: 'Threads, die nicht importiert werden konnten',
    })
    await expect(failures).toContainText('ist beschädigt')
    await expect(failures).toContainText('„The conversation has no id.“')
    await expectGerman(page, 'failed import', names)
  })

  await test.step('looks around', async () => {
    const sections = ['members', 'invitations', 'keys', 'usage', 'providers', 'audit', 'jobs']
    for (const path of [...sections.map((section) => `/admin/${section}`), '/usage']) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
      await expectGerman(page, path, names)
    }
    for (const [path, heading] of [
      ['/t/0a000000-0000-7000-8000-000000000001', 'Diesen Thread gibt es nicht'],
      ['/nirgends', 'Unter dieser Adresse ist nichts'],
      ['/offline', 'Keine Verbindung'],
    ] as const) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      await expectGerman(page, path, names)
    }
    await page.goto('/usage')
    await expect(page.getByRole('rowheader', { name: /^GPT-4o/ }).first()).toBeVisible()
    await expect(page.getByRole('main').getByRole('link', { name: untitled })).toHaveCount(1)
    const day = new Intl.DateTimeFormat('de', {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    })
    await page.getByText('Dasselbe als Tabelle').click()
    await expect(page.locator('time').first()).toHaveText(day.format(new Date()))
  })
})
