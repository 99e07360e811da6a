import { expect, type Person } from '../fixtures'
import { smallPng } from './small-png'

/** Asks about a picture that goes along, and waits for the answer. */
export async function askAboutFlag(person: Person) {
  const { page } = person
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'flag.png', mimeType: 'image/png', buffer: smallPng })
  await expect(page.locator('[data-status=ready]')).toHaveCount(1)
  await person.send('What is it?')
  await person.untilOver(1)
}
