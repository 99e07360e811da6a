import { expect, test } from '@playwright/test'
import type { RawAnswer } from './client'
import { createPeople, startTown, type People, type Person, type Town } from '../support/people'

let town: Town
let people: People
test.beforeAll(async () => {
  town = await startTown('pages')
  people = await createPeople(town)
})
test.afterAll(() => town?.close())

/** What a browser asks for when somebody comes to a page, and what the app when somebody goes on to it. */
const ways = { visit: 'document', 'way within the app': 'empty' } as const

const get = (person: Person, path: string, dest: string) =>
  person.send('GET', path, { headers: { 'sec-fetch-dest': dest } })

const hasShapes = ({ text }: RawAnswer) => text.includes('class="shimmer')

const slow = [
  '/archived',
  '/shared-with-me',
  '/account',
  ...['members', 'invitations', 'keys', 'usage', 'providers', 'audit', 'jobs'].map(
    (section) => `/admin/${section}`,
  ),
]

for (const path of slow) {
  test(`${path} comes whole to a visit, and else with its shape first`, async () => {
    const { administrator } = people
    const visited = await get(administrator, path, ways.visit)
    expect(visited.status).toBe(200)
    expect(hasShapes(visited)).toBe(false)
    const within = await get(administrator, path, ways['way within the app'])
    expect(within.status).toBe(200)
    expect(hasShapes(within)).toBe(true)
  })
}

for (const [way, dest] of Object.entries(ways)) {
  test(`a page that is refused says so by its status to a ${way}`, async () => {
    const { member, guest } = people
    const statusOf = async (person: Person, path: string) => (await get(person, path, dest)).status
    expect(await statusOf(guest, '/account')).toBe(307)
    for (const path of ['/archived', '/shared-with-me']) {
      expect(await statusOf(member, `${path}?cursor=none`)).toBe(404)
      expect(await statusOf(member, `${path}?cursor=a&cursor=b`)).toBe(404)
    }
    for (const path of slow.filter((each) => each.startsWith('/admin/'))) {
      expect(await statusOf(member, path), path).toBe(404)
    }
    expect(await statusOf(people.admin, '/admin/jobs')).toBe(404)
  })
}
