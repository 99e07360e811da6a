import { readdir } from 'node:fs/promises'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import fc from 'fast-check'
import { v4 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Actor } from '@/lib/core/access/actor'
import {
  exportHead,
  exportTail,
  recordDivider,
  type MessageRecord,
  type SummaryRecord,
  type ThreadRecord,
  type TransferRecord,
} from '@/lib/core/transfer/records'
import { exportThread } from '@/lib/server/commands/export-thread'
import { exportThreads } from '@/lib/server/commands/export-threads'
import { importThreads } from '@/lib/server/commands/import-threads'
import type { Services } from '@/lib/server/services'
import { ensureStaging, removeAbandoned, staging } from '@/lib/server/transfer/staging'
import { receiveUpload } from '@/lib/server/transfer/upload'
import { databaseKinds, hasDatabase } from '@/e2e/support/test-database'
import { openTestServices } from '@/e2e/support/test-services'
import { threadRecords } from '@/e2e/support/thread-records'
import { zip } from '@/e2e/support/zip'

const folder = mkdtempSync(path.join(os.tmpdir(), 'skein-transfer-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = '2026-01-01T00:00:00.000Z'
const fileOf = (records: readonly unknown[]) =>
  exportHead(at) + records.map((record) => JSON.stringify(record)).join(recordDivider) + exportTail

async function importFile(services: Services, file: string | Buffer, actor = services.localActor) {
  const request = new Request('http://localhost/', {
    method: 'POST',
    body: new Uint8Array(Buffer.from(file)),
    headers: { 'content-type': 'application/octet-stream' },
  })
  const upload = await receiveUpload(request, services.env)
  const signal = new AbortController().signal
  return importThreads(services, actor, { upload, signal }).finally(() => upload.handle.close())
}

async function exportAll(services: Services, actor: Actor = services.localActor): Promise<string> {
  return new Response((await exportThreads(services, actor)).body).text()
}

const withoutTime = (text: string) => text.replace(/"exported_at":"[^"]*"/, '')
const recordsOf = (text: string) => (JSON.parse(text) as { records: TransferRecord[] }).records

const byThread = (threads: TransferRecord[][]) =>
  [...threads].sort(([one], [other]) => (one!.id < other!.id ? -1 : 1)).flat()

const imported = (threads: number, messages: number) => ({
  threads: { imported: threads, skipped: 0, failed: 0 },
  messages,
  failures: [],
})

const skipped = (threads: number) => ({
  threads: { imported: 0, skipped: threads, failed: 0 },
  messages: 0,
  failures: [],
})

/** A thread of two branches with a summary, a vote and an earlier version. */
function sampleThread(): TransferRecord[] {
  const [first] = fc.sample(
    threadRecords.filter(
      (records) =>
        records.filter(({ kind }) => kind === 'message').length > 3 &&
        new Set(records.map(({ kind }) => kind)).size === 4 &&
        records.some((record) => record.kind === 'summary' && record.predecessor_id !== null),
    ),
    { numRuns: 1 },
  )
  return first!
}

async function addMember(services: Services): Promise<Actor> {
  const userId = v4()
  const { workspaceId } = services.localActor
  await services.prisma.user.create({ data: { id: userId, name: 'Someone else' } })
  await services.prisma.membership.create({ data: { userId, workspaceId, role: 'member' } })
  return { ...services.localActor, userId, role: 'member', isAdministrator: false }
}

const deleteAll = (services: Services) => services.prisma.thread.deleteMany({})

const kinds = databaseKinds.filter(hasDatabase)

/** What a thread's records say apart from ids, which also decide the order of equals. */
const shapeOf = (records: TransferRecord[]) =>
  records
    .map((record) =>
      JSON.stringify(record, (key, value: unknown) =>
        /(^|_)id$/.test(key) && key !== 'external_id' ? undefined : value,
      ),
    )
    .sort()

type Damage = (records: TransferRecord[]) => TransferRecord[] | void

const find = <Kind extends TransferRecord['kind']>(records: TransferRecord[], kind: Kind, n = 0) =>
  records.filter((record) => record.kind === kind).at(n) as Extract<TransferRecord, { kind: Kind }>

const change = (
  kind: TransferRecord['kind'],
  n: number,
  fields: Record<string, unknown>,
): Damage => {
  return (records) => void Object.assign(find(records, kind, n), fields)
}

const damages: [string, Damage][] = [
  [
    'a message is missing',
    (records) => void records.splice(records.indexOf(find(records, 'message', 1)), 1),
  ],
  [
    'the end is missing',
    (records) => records.slice(0, records.indexOf(find(records, 'message', -1))),
  ],
  ['the order is wrong', (records) => [records[0]!, ...records.slice(1).reverse()]],
  ['a number is double', change('message', 1, { sequence_number: 1 })],
  ['a parent is unknown', change('message', 1, { parent_id: v4() })],
  [
    'a parent comes later',
    (records) =>
      void Object.assign(find(records, 'message', 0), {
        parent_id: find(records, 'message', 1).id,
        position: 2,
      }),
  ],
  [
    'an id is double',
    (records) =>
      void Object.assign(find(records, 'message', -1), { id: find(records, 'message', 0).id }),
  ],
  ['an id is no UUID', change('message', 0, { id: 'x' })],
  ['an id is in capitals', change('thread', 0, { id: v4().toUpperCase().replace(/^./, 'A') })],
  ['a position is wrong', change('message', -1, { position: 4000 })],
  ['the leaf is unknown', change('thread', 0, { active_leaf_id: v4() })],
  ['there is no leaf', change('thread', 0, { active_leaf_id: null })],
  ['the count is wrong', change('thread', 0, { last_sequence: 3_000 })],
  ['the count is enormous', change('thread', 0, { last_sequence: 2_000_000_000 })],
  ['a role is unknown', change('message', 0, { role: 'tool' })],
  ['a status is unknown', change('message', 0, { status: 'lost' })],
  [
    'a text has a null character',
    change('message', 0, { parts: [{ type: 'text', text: 'a\0b' }] }),
  ],
  ['a text is half a character', change('message', 0, { metadata: { a: '\ud800' } })],
  ['a part has no type', change('message', 0, { parts: [{ text: 'a' }] })],
  ['a text part has no text', change('message', 0, { parts: [{ type: 'text' }] })],
  ['a time is none', change('message', 0, { created_at: 'yesterday' })],
  ['a time is before all times', change('message', 0, { created_at: '0000-01-01T00:00:00Z' })],
  ['a title is empty', change('thread', 0, { title: '' })],
  ['a vote is odd', change('message', 0, { vote: { value: 'sideways', created_at: at } })],
  ['a version is another message’s', change('version', 0, { message_id: v4() })],
  ['a summary’s message is unknown', change('summary', 0, { last_message_id: v4() })],
  ['a summary’s place is wrong', change('summary', 0, { last_position: 9999 })],
  ['a summary follows an unknown one', change('summary', -1, { predecessor_id: v4() })],
  [
    'a summary is there twice',
    (records) => [...records, { ...find(records, 'summary', 0), id: v4() }],
  ],
  [
    'a summary overlaps the one before it',
    (records) => {
      const link = records.find(
        (each): each is SummaryRecord => each.kind === 'summary' && each.predecessor_id !== null,
      )!
      const before = records.find(({ id }) => id === link.predecessor_id) as SummaryRecord
      link.first_message_id = before.first_message_id
      link.first_position = before.first_position
    },
  ],
  [
    'a record is of no kind',
    (records) => [...records, { kind: 'note' } as unknown as TransferRecord],
  ],
  ['a record is no object', (records) => [...records, 7 as unknown as TransferRecord]],
]

function longThread(length: number): TransferRecord[] {
  const ids = Array.from({ length }, () => v4())
  const messages = ids.map((id, index): TransferRecord => ({
    kind: 'message',
    id,
    sequence_number: index + 1,
    parent_id: ids[index - 1] ?? null,
    position: index + 1,
    role: index % 2 === 0 ? 'user' : 'assistant',
    parts: [{ type: 'text', text: `Message ${index + 1}` }],
    model: null,
    agent_id: null,
    status: 'completed',
    error: null,
    external_id: null,
    metadata: {},
    usage: null,
    vote: null,
    created_at: at,
    updated_at: at,
    deleted_at: null,
  }))
  const thread: TransferRecord = {
    kind: 'thread',
    id: v4(),
    external_id: null,
    title: 'A long one',
    title_source: 'person',
    system_prompt: null,
    model: 'demo/skein',
    agent_id: null,
    visibility: 'private',
    pinned: false,
    archived: false,
    last_sequence: length,
    active_leaf_id: ids.at(-1) ?? null,
    summary_failure: null,
    created_at: at,
    updated_at: at,
    last_activity_at: at,
  }
  return [thread, ...messages]
}

describe.each(kinds)('export and import on %s', (kind) => {
  let services: Services
  let other: Services
  const drops: (() => Promise<void>)[] = []

  beforeAll(async () => {
    const env = { SKEIN_DATA_DIR: folder }
    const here = await openTestServices(kind, env)
    const there = await openTestServices(kinds.find((each) => each !== kind) ?? kind, env)
    services = here.services
    other = there.services
    drops.push(here.drop, there.drop)
  })
  afterAll(async () => {
    for (const drop of drops) await drop()
  })

  it('gives back what it took, byte for byte, also by way of the other database', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(threadRecords, { maxLength: 4 }), async (threads) => {
        await Promise.all([deleteAll(services), deleteAll(other)])
        const messages = threads.flat().filter(({ kind }) => kind === 'message').length
        const given = fileOf(threads.flat())
        expect(await importFile(services, given)).toEqual(imported(threads.length, messages))
        const first = await exportAll(services)
        expect(recordsOf(first)).toEqual(byThread(threads))
        expect(await importFile(other, first)).toEqual(imported(threads.length, messages))
        expect(withoutTime(await exportAll(other))).toBe(withoutTime(first))
        expect(await importFile(other, given)).toEqual(skipped(threads.length))
        expect(withoutTime(await exportAll(other))).toBe(withoutTime(first))
      }),
      { numRuns: 25, endOnFailure: true },
    )
  }, 60_000)

  it('takes a thread that is longer than a batch, and exports it alone', async () => {
    await deleteAll(services)
    const records = longThread(2500)
    expect(await importFile(services, fileOf(records))).toEqual(imported(1, 2500))
    const { id } = records[0]!
    const file = await exportThread(services, services.localActor, { id, format: 'json' })
    expect(file.name).toBe('A long one.skein.json')
    expect(recordsOf(await new Response(file.body).text())).toEqual(records)
    const row = await services.prisma.thread.findUniqueOrThrow({ where: { id } })
    expect(row.activeDepth).toBe(2500)
  })

  it.each([3, 2500])(
    'makes no thread of %i messages public, for a file has no link',
    async (length) => {
      await deleteAll(services)
      const [thread, ...messages] = longThread(length)
      const given = fileOf([{ ...thread!, visibility: 'public' }, ...messages])
      expect(await importFile(services, given)).toEqual(imported(1, length))
      const [row] = await services.prisma.thread.findMany({ include: { shareLink: true } })
      expect(row).toMatchObject({ visibility: 'private', shareLink: null })
    },
  )

  it('shows a long thread only when it is whole', async () => {
    await deleteAll(services)
    const { prisma } = services
    const file = new Response(fileOf(longThread(6000))).body
    const headers = new Headers({ 'content-type': 'application/json' })
    const upload = await receiveUpload({ body: file, headers }, services.env)
    const looks: Promise<{ owner: string | undefined; messages: number }>[] = []
    const look = async () => {
      const row = await prisma.thread.findFirst({
        include: { _count: { select: { messages: true } } },
      })
      return { owner: row?.userId, messages: row?._count.messages ?? 0 }
    }
    await importThreads(services, services.localActor, {
      upload,
      signal: new AbortController().signal,
      onProgress: () => void looks.push(look()),
    }).finally(() => upload.handle.close())
    const seen = await Promise.all(looks)
    expect(seen.some(({ owner, messages }) => owner === staging.userId && messages < 6000)).toBe(
      true,
    )
    const visible = [...seen, await look()].filter(
      ({ owner }) => owner === services.localActor.userId,
    )
    expect(new Set(visible.map(({ messages }) => messages))).toEqual(new Set([6000]))
  })

  it('removes what an import left behind whose process died', async () => {
    await deleteAll(services)
    const { prisma, database } = services
    await ensureStaging(prisma)
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
    const stage = (lastActivityAt: Date) =>
      prisma.thread.create({
        data: { ...staging, id: v4(), title: 'Half', model: 'demo/skein', lastActivityAt },
      })
    const [fresh] = [await stage(hoursAgo(0)), await stage(hoursAgo(2))]
    await removeAbandoned(database)
    const left = await prisma.thread.findMany({ select: { id: true } })
    // Nobody else has an embedded database, so that nobody else is filling the thread.
    expect(left).toEqual(database.exclusive ? [] : [{ id: fresh.id }])
  })

  it('writes the active branch as Markdown', async () => {
    await deleteAll(services)
    await importFile(services, fileOf(longThread(250)))
    const { id } = await services.prisma.thread.findFirstOrThrow()
    const { localActor } = services
    const file = await exportThread(services, localActor, { id, format: 'markdown' })
    const text = await new Response(file.body).text()
    expect(file.name).toBe('A long one.md')
    expect(text.match(/^Message \d+$/gm)).toEqual(
      Array.from({ length: 250 }, (_, n) => `Message ${n + 1}`),
    )
  })

  it('gives a stranger’s thread new ids, shows nothing of it and takes it once', async () => {
    await deleteAll(services)
    const stranger = await addMember(services)
    const records = sampleThread()
    await importFile(services, fileOf(records))
    const before = await exportAll(services)
    const result = await importFile(services, fileOf(records), stranger)
    expect(result.threads).toEqual({ imported: 1, skipped: 0, failed: 0 })
    expect((await importFile(services, fileOf(records), stranger)).threads.skipped).toBe(1)
    expect(await exportAll(services)).toHaveLength(before.length)
    expect(withoutTime(await exportAll(services))).toBe(withoutTime(before))
    const copy = recordsOf(await exportAll(services, stranger))
    const ids = new Set(records.map(({ id }) => id))
    expect(copy).toHaveLength(records.length)
    expect(copy.filter(({ id }) => ids.has(id))).toEqual([])
    expect(shapeOf(copy)).toEqual(shapeOf(recordsOf(before)))
  })

  it('gives a thread new ids when only a message of it is somebody else’s', async () => {
    await deleteAll(services)
    const stranger = await addMember(services)
    const records = sampleThread()
    await importFile(services, fileOf(records))
    const [thread, ...rest] = records
    const file = fileOf([{ ...thread, id: v4() }, ...rest])
    expect((await importFile(services, file, stranger)).threads.imported).toBe(1)
    expect((await importFile(services, file, stranger)).threads.skipped).toBe(1)
  })

  it('ends a running answer of the file as interrupted', async () => {
    await deleteAll(services)
    const records = longThread(2).map((record) =>
      record.kind === 'message' && record.sequence_number === 2
        ? { ...record, status: 'streaming' as const }
        : record,
    )
    await importFile(services, fileOf(records))
    const [, , answer] = recordsOf(await exportAll(services))
    expect(answer).toMatchObject({ status: 'interrupted', error: { code: 'interrupted' } })
  })

  it('keeps an external id only where it leads to the thread', async () => {
    await deleteAll(services)
    const [thread] = longThread(0)
    await importFile(services, fileOf([{ ...thread, external_id: 'mine' }]))
    expect(recordsOf(await exportAll(services))[0]).toMatchObject({ external_id: null })
  })

  it.each(damages)('refuses a thread that is damaged (%s), and no other', async (_name, damage) => {
    await deleteAll(services)
    const bad = structuredClone(sampleThread())
    const whole = longThread(3)
    const damaged = damage(bad) ?? bad
    const result = await importFile(services, fileOf([...damaged, ...whole]))
    expect(result.threads).toEqual({ imported: 1, skipped: 0, failed: 1 })
    expect(result.failures).toEqual([
      {
        index: 0,
        title: expect.any(String),
        code: expect.stringMatching(/^(invalid_record|incomplete|too_large)$/),
        message: expect.any(String),
      },
    ])
    expect(recordsOf(await exportAll(services))).toEqual(whole)
  })

  it('stores nothing of a thread whose ids another one of the file uses', async () => {
    await deleteAll(services)
    const [one, other] = [longThread(1500), longThread(1500)]
    const shared = { ...(other[1500] as MessageRecord), id: (one[1] as MessageRecord).id }
    other[1500] = { ...shared, parent_id: (other[1499] as MessageRecord).id }
    ;(other[0] as ThreadRecord).active_leaf_id = shared.id
    const result = await importFile(services, fileOf([...one, ...other, ...one]))
    expect(result.threads).toEqual({ imported: 1, skipped: 1, failed: 1 })
    expect(result.failures[0]).toMatchObject({ index: 1, code: 'ids_taken' })
    expect(await services.prisma.thread.count()).toBe(1)
    expect(recordsOf(await exportAll(services))).toEqual(one)
  })

  it.each([
    ['nothing', ''],
    ['no JSON', 'Hello'],
    ['a text', '"skein"'],
    ['another object', '{"a":1}'],
    ['another list', '[{"a":1}]'],
    ['another version', exportHead(at).replace(':1,', ':2,') + exportTail],
    ['records without a thread', fileOf([{ kind: 'message' }])],
    ['a file that is cut off', fileOf(longThread(500)).slice(0, -20)],
    ['a file with a bad end', `${fileOf(longThread(500))}x`],
    ['deep nesting', `[{"mapping":${'['.repeat(200)}${']'.repeat(200)}}]`],
    [
      'a number out of range',
      fileOf(longThread(1)).replace('"metadata":{}', '"metadata":{"a":1e999}'),
    ],
  ])('refuses %s as a whole', async (_name, file) => {
    await deleteAll(services)
    await expect(importFile(services, file)).rejects.toMatchObject({ code: 'invalid_import' })
    expect(recordsOf(await exportAll(services))).toEqual([])
  })

  it('takes ChatGPT’s export as JSON and as a ZIP, once', async () => {
    await deleteAll(services)
    const file = readFileSync('e2e/fixtures/chatgpt/conversations.json')
    expect(await importFile(services, file)).toEqual(imported(2, 7))
    const first = await exportAll(services)
    const packed = zip([
      { name: 'user.json', data: Buffer.from('{}') },
      { name: 'conversations.json', data: file },
    ])
    expect(await importFile(services, packed)).toEqual(skipped(2))
    await deleteAll(services)
    expect(await importFile(services, packed)).toEqual(imported(2, 7))
    expect(withoutTime(await exportAll(services))).toBe(withoutTime(first))
  })

  it('takes the numbered files of a large account', async () => {
    await deleteAll(services)
    const all = JSON.parse(
      readFileSync('e2e/fixtures/chatgpt/conversations.json', 'utf8'),
    ) as object[]
    const files = all.map((conversation, index) => ({
      name: `conversations-00${index}.json`,
      data: Buffer.from(JSON.stringify([conversation])),
    }))
    expect(await importFile(services, zip(files))).toEqual(imported(2, 7))
  })

  it('tells which conversation it does not understand', async () => {
    await deleteAll(services)
    const result = await importFile(services, '[{"mapping":{},"title":"Odd"}]')
    expect(result.failures).toMatchObject([{ index: 0, title: 'Odd', code: 'invalid_record' }])
  })

  const limit = 200_000
  const blank = (length: number) => Buffer.alloc(length, ' ')
  it.each([
    ['of other things', zip([{ name: 'photo.jpg', data: blank(10) }]), 'invalid_import'],
    [
      'that is cut off',
      zip([{ name: 'conversations.json', data: blank(10) }]).subarray(0, 60),
      'invalid_import',
    ],
    [
      'that swells',
      zip([{ name: 'conversations.json', data: blank(5_000_000) }]),
      'import_too_large',
    ],
    [
      'that swells beyond its word',
      zip([{ name: 'conversations.json', data: blank(5_000_000), claimedSize: 100 }]),
      'invalid_import',
    ],
  ])('refuses a ZIP %s', async (_name, file, code) => {
    const small = { ...services, env: { ...services.env, MAX_IMPORT_BYTES: limit } }
    await expect(importFile(small, file)).rejects.toMatchObject({ code })
  })

  it('refuses a file that is too large, whether or not it says so, and reads no further', async () => {
    let pulled = 0
    const endless = () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull: (controller) => controller.enqueue(new Uint8Array(10_000 + 0 * ++pulled)),
      })
    const headers = new Headers({ 'content-type': 'application/zip' })
    const env = { ...services.env, MAX_IMPORT_BYTES: limit }
    const refused = { code: 'import_too_large' }
    await expect(receiveUpload({ body: endless(), headers }, env)).rejects.toMatchObject(refused)
    expect(pulled).toBeLessThan(30)
    headers.set('content-length', String(limit + 1))
    pulled = 0
    await expect(receiveUpload({ body: endless(), headers }, env)).rejects.toMatchObject(refused)
    expect(pulled).toBeLessThan(2)
    headers.set('content-type', 'text/plain')
    await expect(receiveUpload({ body: endless(), headers }, env)).rejects.toMatchObject({
      code: 'unsupported_media_type',
    })
  })

  it('leaves nothing on the disk', async () => {
    await importFile(services, fileOf([]))
    await importFile(services, 'x').catch(() => undefined)
    expect(await readdir(path.join(folder, 'tmp'))).toEqual([])
  })

  it('begins no further thread when nobody waits any more', async () => {
    await deleteAll(services)
    const leaving = new AbortController()
    const leave = services.bus.subscribe('thread-changed', () => leaving.abort())
    const request = new Request('http://localhost/', {
      method: 'POST',
      body: fileOf([...longThread(2), ...longThread(2)]),
      headers: { 'content-type': 'application/json' },
    })
    const upload = await receiveUpload(request, services.env)
    const { signal } = leaving
    const result = await importThreads(services, services.localActor, { upload, signal })
    await upload.handle.close()
    leave()
    expect(result.threads.imported).toBe(1)
    expect(await services.prisma.thread.count()).toBe(1)
  })
})
