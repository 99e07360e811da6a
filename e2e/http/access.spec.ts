import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { expect, test } from '@playwright/test'
import {
  createKey,
  createPeople,
  expiredKey,
  forgeToken,
  invite,
  revokedKey,
  signUp,
  inviteElsewhere,
  startTown,
  tokensOf,
  type Headers,
  type People,
  type Person,
  type Town,
} from '../support/people'
import { loadContract, type Contract, type Operation } from './openapi'
import {
  failingTitles,
  requestsAbout,
  thingsOf,
  type OperationRequest,
  type Self,
  type Things,
} from './operation-requests'

/** The columns of the table in docs/access.md. */
const kinds = [
  'nobody',
  'guest',
  'member',
  'other',
  'outsider',
  'admin',
  'administrator',
  'read key',
  'chat key',
  'admin key',
  'expired key',
  'revoked key',
  'bearer',
  'expired bearer',
  'foreign bearer',
] as const
type Kind = (typeof kinds)[number]

type Row = { method: string; path: string; id: string; statuses: Record<Kind, number> }

function readTable(): Row[] {
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', ''))
  const lines = readFileSync('docs/access.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map(cells)
  const [head = [], , ...rows] = lines
  expect(head.slice(3)).toEqual([...kinds])
  return rows.map(([method = '', path = '', id = '', ...statuses]) => ({
    method,
    path,
    id,
    statuses: Object.fromEntries(
      kinds.map((kind, index) => [kind, Number(statuses[index])]),
    ) as Record<Kind, number>,
  }))
}

const table = readTable()

type Asker = Self & { headers: Headers }

let town: Town
let people: People
let things: Things
let contract: Contract
let requests: ReturnType<typeof requestsAbout>
let askers: Record<Kind, Asker>

test.beforeAll(async () => {
  town = await startTown('access', { env: { TITLE_MODEL: failingTitles } })
  people = await createPeople(town)
  things = thingsOf(town, people)
  requests = requestsAbout(things, people)
  contract = await loadContract(town.origin)
  const { member } = people
  const { access_token: token } = await tokensOf(member)
  const by = (headers: Headers): Asker => ({
    email: member.email,
    password: member.password,
    headers,
  })
  const bearer = (credentials: string) => by({ authorization: `Bearer ${credentials}` })
  askers = {
    nobody: by({}),
    guest: withCookie(people.guest),
    member: withCookie(member),
    other: withCookie(people.other),
    outsider: withCookie(people.outsider),
    admin: withCookie(people.admin),
    administrator: withCookie(people.administrator),
    'read key': bearer((await createKey(member, 'read')).key),
    'chat key': by({ 'x-api-key': (await createKey(member, 'chat')).key }),
    'admin key': bearer((await createKey(member, 'admin')).key),
    'expired key': bearer(await expiredKey(member)),
    'revoked key': by({ 'x-api-key': await revokedKey(member) }),
    bearer: bearer(token),
    'expired bearer': bearer(await forgeToken(token, { expiresIn: -60 })),
    'foreign bearer': bearer(
      await forgeToken(token, { secret: 'another secret of another server' }),
    ),
  }
})
test.afterAll(() => town?.close())

function withCookie({ email, password, cookie }: Person): Asker {
  return { email, password, headers: { cookie } }
}

const forgetful = async (person: Promise<Person>) => withCookie(await person)

/** Somebody new of a kind, for what would be the end of the others. */
const newAskers: Partial<Record<Kind, () => Promise<Asker>>> = {
  member: () => forgetful(signUp(town.origin, 'Member')),
  other: () => forgetful(signUp(town.origin, 'Other')),
  outsider: () => forgetful(inviteElsewhere(people.administrator, 'Outsider')),
  admin: () => forgetful(invite(town.host, 'Admin', 'admin')),
  async 'admin key'() {
    const person = await signUp(town.origin, 'Keyholder')
    const { key } = await createKey(person, 'admin')
    return { ...withCookie(person), headers: { authorization: `Bearer ${key}` } }
  },
  async bearer() {
    const person = await signUp(town.origin, 'Bearer')
    const { access_token: token } = await tokensOf(person)
    return { ...withCookie(person), headers: { authorization: `Bearer ${token}` } }
  },
}
/** These are about the one who asks, and would change what the next ones find. */
const aboutOneself = ['deleteUser', 'changePassword', 'endSessions']

const askerFor = (id: string, kind: Kind): Asker | Promise<Asker> =>
  (aboutOneself.includes(id) ? newAskers[kind]?.() : undefined) ?? askers[kind]

/** The status that a request gets, and the code of a refusal; a stream is left once it has begun. */
function outcome(method: string, { path, headers, body }: OperationRequest, asker: Asker) {
  const { hostname, port } = new URL(town.origin)
  const json = body === undefined ? undefined : JSON.stringify(body)
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const outgoing = httpRequest({
      hostname,
      port,
      path,
      method,
      agent: false,
      headers: {
        ...(json === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) }),
        ...headers,
        ...asker.headers,
      },
    })
    outgoing.once('error', reject)
    outgoing.once('response', (response) => {
      const status = response.statusCode ?? 0
      if (response.headers['content-type']?.startsWith('text/event-stream')) {
        response.destroy()
        return resolve({ status, text: '' })
      }
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (piece) => (text += piece))
      response.once('end', () => resolve({ status, text }))
    })
    outgoing.end(json)
  })
}

const operationOf = (id: string): Operation => {
  const operation = contract.operations.find(({ operationId }) => operationId === id)
  if (!operation) throw new Error(`The document has no ${id}.`)
  return operation
}

test('the table has a row for each operation of the document, and no other', () => {
  const named = ({ method, path, id }: { method: string; path: string; id: string }) =>
    `${method} ${path} ${id}`
  expect(table.map(named).toSorted()).toEqual(
    contract.operations
      .map((operation) => named({ ...operation, id: operation.operationId }))
      .toSorted(),
  )
  expect(Object.keys(requests).toSorted()).toEqual(table.map(({ id }) => id).toSorted())
})

test('the document says of each operation what the table does', () => {
  const faults = table.flatMap(({ id, statuses }) => {
    const { responses } = operationOf(id)
    const undocumented = [...new Set(Object.values(statuses))].filter(
      (status) => !responses[status],
    )
    const isPublic = statuses.nobody !== 401
    return [
      ...undocumented.map((status) => `${id}: ${status} is not documented`),
      ...(isPublic && '401' in responses && id !== 'createToken' ? [`${id}: documents a 401`] : []),
    ]
  })
  expect(faults).toEqual([])
})

for (const { method, path, id, statuses } of table) {
  test(`${method} ${path} (${id}) lets in whom the table says`, async () => {
    const make = requests[id]
    if (!make) throw new Error(`There is no request for ${id}.`)
    let reusable: OperationRequest | null = null
    const given: Partial<Record<Kind, number>> = {}
    const texts: string[] = []
    for (const kind of kinds) {
      const asker = await askerFor(id, kind)
      const request: OperationRequest = aboutOneself.includes(id)
        ? await make(asker)
        : (reusable ??= await make(asker))
      const { status, text } = await outcome(method, request, asker)
      given[kind] = status
      if (status !== statuses[kind]) texts.push(`${kind}: ${text.slice(0, 300)}`)
      // Whoever was refused has changed nothing, so that the next one asks about the same thing.
      if (status < 400) reusable = null
    }
    await things.release()
    expect(given, texts.join('\n')).toEqual(statuses)
  })
}
