import { expect, test, unique } from './fixtures'
import { findBarriers } from './support/find-barriers'

test('an administrator sees what failed in the background and has it run again', async ({
  person,
  seeds,
  upstream,
}) => {
  const { page } = person
  const cheap = 'openai/gpt-4o-mini'
  // The thread's own model is the cheap one, so that nobody can stand in for it.
  await upstream.script(cheap, [{ text: 'An answer.' }, { status: 403 }])
  const question = unique('Rivers of Europe')
  const path = await seeds.thread({ model: cheap, questions: [question] })

  await person.open('/')
  await person.threads()
  await page.getByRole('link', { name: 'Background jobs' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Background jobs' })).toBeVisible()
  const failure = page
    .getByRole('region', { name: 'Failures' })
    .getByRole('listitem')
    .filter({ has: page.locator(`a[href="${path}"]`) })
  await expect(async () => {
    await page.reload()
    await expect(failure).toContainText('Titles', { timeout: 500 })
  }).toPass()
  await expect(page.getByRole('row', { name: /^Titles/ })).toBeVisible()
  expect(await findBarriers(page)).toEqual([])

  await upstream.script(cheap, { text: 'Great European Rivers' })
  await failure.getByRole('button', { name: 'Run again' }).click()
  await expect(page.getByText('Titles: running again.')).toBeVisible()
  await page.getByRole('link', { name: 'Back to the threads' }).click()
  await expect(person.composer).toBeVisible()
  await expect(
    (await person.threads()).getByRole('link', { name: 'Great European Rivers' }),
  ).toBeVisible()
  await person.open('/admin/jobs')
  await expect(failure).toHaveCount(0)
})
