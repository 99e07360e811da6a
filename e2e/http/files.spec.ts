import { createHash } from 'node:crypto'
import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import {
  codeOf,
  createPeople,
  startTown,
  type Browser,
  type People,
  type Town,
} from '../support/people'
import { smallPng } from '../support/small-png'
import type { Message } from './client'
import { completionsOf } from './start-pair'

const sees = 'anthropic/claude-3.5-sonnet'
const blind = 'meta-llama/llama-3.3-70b-instruct'
const limit = 200_000

type StoredFile = {
  id: string
  name: string
  media_type: string
  size: number
  width: number | null
  height: number | null
  url: string
  thumbnail_url: string | null
}

type Ledger = {
  attempts: { sha256: string; body: string | null }[]
  segments: {
    message_id: string | null
    text: string | null
    file?: { id: string | null; media_type: string }
    tokens: number
  }[]
  conversions: { what: string; how: string }[]
}

let town: Town
let people: People
test.beforeAll(async () => {
  town = await startTown('files', { env: { MAX_FILE_BYTES: String(limit) } })
  people = await createPeople(town)
})
test.afterAll(() => town?.close())

const upload = (person: Browser, bytes: Buffer | string, name = 'file') =>
  person.send('POST', `/api/files?name=${encodeURIComponent(name)}`, {
    bytes,
    headers: { 'content-type': 'application/octet-stream' },
  })

async function stored(person: Browser, bytes: Buffer | string, name?: string): Promise<StoredFile> {
  const answer = await upload(person, bytes, name)
  expect(answer.status, answer.text).toBe(201)
  return JSON.parse(answer.text) as StoredFile
}

/** The bytes that an address serves. */
async function bytesOf(person: Browser, path: string) {
  const response = await fetch(town.origin + path, { headers: { cookie: person.cookie } })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

async function newThread(person: Browser, model = sees): Promise<string> {
  return (await person.ask<{ id: string }>(201, 'POST', '/api/threads', { model })).id
}

const part = ({ url }: { url: string }) => ({ type: 'file', url, mediaType: 'image/png' })

const say = (person: Browser, thread: string, parts: unknown[], model?: string) =>
  person.ask<Message>(201, 'POST', `/api/threads/${thread}/messages`, { parts, model })

test('a file is what its content says, whatever it is called', async () => {
  const { member } = people
  const photo = await sharp({
    create: { width: 900, height: 600, channels: 3, background: '#8ac' },
  })
    .withExif({ IFD0: { Copyright: 'canary-of-the-camera', Orientation: '6' } })
    .jpeg()
    .toBuffer()
  expect(photo.includes('canary-of-the-camera')).toBe(true)

  const image = await stored(member, photo, '../../holiday\u202Egnp.exe')
  expect(image).toMatchObject({ name: 'holidaygnp.exe', media_type: 'image/jpeg' })
  const { response, bytes } = await bytesOf(member, image.url)
  expect(bytes.includes('canary-of-the-camera')).toBe(false)
  expect(bytes.length).toBe(image.size)
  const headers = Object.fromEntries(response.headers)
  expect(headers).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cache-control': 'private, no-cache',
  })
  expect(headers['content-disposition']).toMatch(/^inline; filename="holidaygnp.exe"/)
  const small = await bytesOf(member, image.thumbnail_url ?? '')
  const { format, width = 0, height = 0 } = await sharp(small.bytes).metadata()
  expect(format).toBe('webp')
  expect(Math.max(width, height)).toBe(512)

  const page = await stored(member, '<script>alert(1)</script><h1>Hi</h1>', 'page.html')
  expect(page).toMatchObject({ media_type: 'text/plain', thumbnail_url: null, width: null })
  const drawing = await stored(member, '<?xml version="1.0"?><svg onload="alert(1)"/>', 'a.png')
  expect(drawing.media_type).toBe('text/plain')
  // By their first bytes they look like something else.
  for (const text of [
    'WEBVTT\n\n00:00.000 --> 00:01.000\nHi',
    'BMW builds cars.',
    'MZ is a town.',
  ]) {
    expect((await stored(member, text, 'notes.txt')).media_type).toBe('text/plain')
  }
  const served = await bytesOf(member, page.url)
  expect(served.response.headers.get('content-type')).toBe('text/plain')
  expect(served.response.headers.get('content-disposition')).toMatch(/^attachment;/)
  expect((await bytesOf(member, `${page.url}/thumbnail`)).response.status).toBe(404)
})

test('what cannot be attached is refused and leaves nothing', async () => {
  const { member } = people
  const bomb = await sharp({
    create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9, palette: true })
    .toBuffer()
  expect(bomb.length).toBeLessThan(limit)
  const refusals: [Buffer | string, number, string][] = [
    ['', 422, 'invalid_file'],
    ['PK\u0003\u0004 a zip', 415, 'unsupported_file'],
    ['MZ\u0000\u0001 a program', 415, 'unsupported_file'],
    [Buffer.from([0xff, 0xfe, 0x41, 0x00]), 415, 'unsupported_file'],
    [smallPng.subarray(0, 50), 422, 'invalid_file'],
    [bomb, 422, 'invalid_file'],
    ['x'.repeat(limit + 1), 413, 'file_too_large'],
  ]
  for (const [bytes, status, code] of refusals) {
    const answer = await upload(member, bytes)
    expect([answer.status, codeOf(answer)], String(bytes).slice(0, 20)).toEqual([status, code])
  }
})

test('a model that takes images gets them, and the ledger has the request byte for byte', async () => {
  const { member } = people
  const image = await stored(member, smallPng, 'flag.png')
  const notes = await stored(member, 'The code word is sesame.', 'notes.md')
  const thread = await newThread(member)
  const text = { type: 'text', text: 'What do you see?' }
  town.upstream.clear()
  const answer = await say(member, thread, [text, part(image), part(notes)])
  const sent = completionsOf(town.upstream).at(-1)
  const { bytes } = await bytesOf(member, image.url)
  expect(sent?.raw_body).toContain(`data:image/png;base64,${bytes.toString('base64')}`)
  expect(sent?.raw_body).toContain('[File: notes.md]\\nThe code word is sesame.')

  const path = `/api/messages/${answer.id}/context?include=body`
  const { attempts, segments } = await member.ask<Ledger>(200, 'GET', path)
  expect(segments.map(({ text: said, file }) => [said, file?.media_type])).toEqual([
    ['What do you see?', undefined],
    ['[Image: flag.png]', 'image/png'],
    ['[File: notes.md]\nThe code word is sesame.', undefined],
  ])
  expect(image.url).toContain(segments[1]?.file?.id)
  // It has six pixels.
  expect(segments[1]?.tokens).toBe(1)
  expect(attempts[0]?.body).toBe(sent?.raw_body)
  const hash = createHash('sha256').update(attempts[0]?.body ?? '')
  expect(attempts[0]?.sha256).toBe(hash.digest('hex'))

  const question = await member.ask<Message>(200, 'GET', `/api/messages/${answer.parent_id}`)
  expect(question.parts).toEqual([
    text,
    expect.objectContaining({ mediaType: 'image/png', filename: 'flag.png', url: image.url }),
    expect.objectContaining({ mediaType: 'text/plain', filename: 'notes.md', url: notes.url }),
  ])

  const later = await say(member, thread, [{ type: 'text', text: 'And now?' }], blind)
  expect(completionsOf(town.upstream).at(-1)?.raw_body).toContain('[Image: flag.png]')
  const told = await member.ask<Ledger>(200, 'GET', `/api/messages/${later.id}/context`)
  expect(told.conversions).toContainEqual(
    expect.objectContaining({ what: 'image', how: 'as_text' }),
  )

  await member.ask(204, 'DELETE', `/api/messages/${answer.parent_id}`)
  const after = await member.ask<Ledger>(200, 'GET', `/api/messages/${later.id}/context`)
  const left = after.segments.filter(({ message_id: id }) => id === answer.parent_id)
  expect(left.map(({ text }) => text)).toEqual([null, null, null])
})

test('a link says that a question has files, and neither names nor shows them', async () => {
  const { member } = people
  const image = await stored(member, smallPng, 'secret.png')
  const thread = await newThread(member)
  await say(member, thread, [{ type: 'text', text: 'Look' }, part(image)])
  type Share = { url: string }
  const { url } = await member.ask<Share>(200, 'PUT', `/api/threads/${thread}/share`, {})
  const read = async (path: string) => (await fetch(town.origin + path)).text()
  const page = await read(url)
  expect(page).toContain('1 attached file is not shown')
  const data = await read(`/api${url}`)
  expect((JSON.parse(data) as { messages: unknown[] }).messages[0]).toMatchObject({
    content: 'Look',
    hidden_files: 1,
  })
  for (const shown of [page, data]) {
    expect(shown).not.toContain('secret.png')
    expect(shown).not.toContain(image.id)
  }
})

test('a file is seen by whoever may read the message that carries it, and by nobody else', async () => {
  const { member, other, outsider, admin } = people
  const image = await stored(member, smallPng, 'secret.png')
  const status = async (person: Browser, path = image.url) =>
    (await bytesOf(person, path)).response.status
  expect(await Promise.all([member, other, admin, outsider].map((one) => status(one)))).toEqual([
    200, 403, 403, 404,
  ])

  // To name it in a thread of one's own is no way to it, nor is a record that says so.
  const theirs = await newThread(other)
  const naming = { parts: [{ ...part(image), filename: 'secret.png' }] }
  const refused = await other.send('POST', `/api/threads/${theirs}/messages`, { body: naming })
  expect([refused.status, codeOf(refused)]).toEqual([404, 'file_not_found'])
  expect(refused.text).toContain('secret.png')
  const asked = await say(other, theirs, [{ type: 'text', text: 'Hello' }])
  const changed = await other.send('PATCH', `/api/messages/${asked.parent_id}`, { body: naming })
  expect(changed.status).toBe(404)
  const backup = await other.ask<{
    records: { type?: string; parts?: unknown[]; role?: string }[]
  }>(200, 'GET', `/api/threads/${theirs}/export`)
  for (const record of backup.records) if (record.role === 'user') record.parts = [part(image)]
  await other.ask(204, 'DELETE', `/api/threads/${theirs}`)
  await other.ask(200, 'POST', '/api/import', backup)
  expect(await status(other)).toBe(403)
  town.upstream.clear()
  await say(other, theirs, [{ type: 'text', text: 'What is in it?' }])
  const { bytes } = await bytesOf(member, image.url)
  expect(completionsOf(town.upstream)[0]?.raw_body).not.toContain(bytes.toString('base64'))

  const thread = await newThread(member)
  const { parent_id: question } = await say(member, thread, [part(image)])
  expect(await status(other)).toBe(403)
  await member.ask(200, 'PATCH', `/api/threads/${thread}`, { visibility: 'workspace' })
  expect(await Promise.all([other, outsider].map((one) => status(one)))).toEqual([200, 404])
  expect(await status(other, `${image.url}/thumbnail`)).toBe(200)
  await member.ask(204, 'DELETE', `/api/messages/${question}`)
  expect(await status(other)).toBe(403)
})
