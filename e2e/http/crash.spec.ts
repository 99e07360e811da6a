import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { startSkein } from '../support/start-skein'
import { outcomesOf, readEvents, textOf, type Chunk, type Message } from './client'
import { completionsOf, startPair, type Pair } from './start-pair'
import { noFaults, readTurnFacts } from './turn-facts'

const kills = 20
const longestLifeMs = 3000
/** What a reader saw at least this long before a kill must have been stored, also by a busy machine. */
const snapshotMs = 4000
const slow = 'sim/tokens-500@50'
const slowText = Array.from({ length: 500 }, (_, n) => `w${n}`).join(' ')

let pair: Pair
test.beforeAll(async () => {
  pair = await startPair('crash')
})
test.afterAll(() => pair.close())
test.beforeEach(() => pair.upstream.clear())

/** A generator of the same random numbers from the same seed. */
function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Reader = {
  thread: string
  isAccepted: boolean
  seen: { at: number; length: number }[]
  chunks: Chunk[]
  isDone: boolean
}

const promptOf = (thread: string) => ({
  prompt: { role: 'user', content: `Count in ${thread}`, id: `${thread}-question` },
  threadId: thread,
  responseId: `${thread}-answer`,
  model: slow,
})

/** Asks for a slow answer and reads it as long as there is a server. `accepted` and `over` never reject for its end. */
function startReader(thread: string) {
  const reader: Reader = { thread, isAccepted: false, seen: [], chunks: [], isDone: false }
  const response = pair.client.openStream('/api/chat', promptOf(thread))
  const accepted = unlessCut(
    response.then(({ status }) => {
      expect(status).toBe(200)
      reader.isAccepted = true
    }),
  )
  const over = unlessCut(
    response.then(async (answer) => {
      const { isDone } = await readEvents(answer, (chunk) => {
        reader.chunks.push(chunk)
        reader.seen.push({ at: Date.now(), length: textOf(reader.chunks).length })
      })
      reader.isDone = isDone
    }),
  )
  return Object.assign(reader, { accepted, over })
}

/** Settles when a request did, or when the server was gone under it. */
async function unlessCut(request: Promise<void>): Promise<void> {
  try {
    await request
  } catch (error) {
    if (!/fetch failed|terminated|broke off/.test(String(error))) throw error
  }
}

type Post = { content: string; isAccepted: boolean }

/** Posts one message after the other to a thread, without waiting for the answers, as long as there is a server. */
function startPosting(thread: string): { posts: Post[]; over: Promise<void> } {
  const posts: Post[] = []
  async function postAll() {
    for (;;) {
      const post = { content: `${thread} message ${posts.length}`, isAccepted: false }
      posts.push(post)
      expect((await repeat(thread, post)).status).toBe(202)
      post.isAccepted = true
      await pause(20)
    }
  }
  return { posts, over: unlessCut(postAll()) }
}

const repeat = (thread: string, { content }: Post) =>
  pair.client.ask<Message>(
    'POST',
    `/api/threads/${thread}/messages`,
    { content, model: 'sim/echo', background: true },
    { headers: { 'idempotency-key': content } },
  )

const requestsFor = (content: string) =>
  completionsOf(pair.upstream).filter(({ body }) => {
    const { messages } = body as { messages: { content: string }[] }
    return messages.at(-1)?.content === content
  }).length

function expectGapless(messages: Message[]) {
  expect(messages.map(({ sequence_number }) => sequence_number)).toEqual(
    messages.map((_, at) => at + 1),
  )
}

async function messagesOnceSettled(thread: string): Promise<Message[]> {
  let messages: Message[] = []
  await expect
    .poll(
      async () => {
        messages = await pair.client.messages(thread)
        return messages.filter(({ status }) => status === 'pending' || status === 'streaming')
          .length
      },
      { message: thread, intervals: [50], timeout: 60_000 },
    )
    .toBe(0)
  return messages
}

/** Checks the slow answer of a reader whose server was killed. Returns how much of it had to be there. */
async function expectKept(reader: Reader, killedAt: number): Promise<number> {
  const { thread } = reader
  const [question, answer, ...others] = await pair.client.messages(thread)
  expect(others).toEqual([])
  expect(question).toMatchObject({
    external_id: `${thread}-question`,
    content: `Count in ${thread}`,
    status: 'completed',
  })
  expect(answer).toMatchObject({
    external_id: `${thread}-answer`,
    status: 'interrupted',
    error: { code: 'interrupted' },
  })
  const stored = answer?.content ?? ''
  expect(slowText.startsWith(stored)).toBe(true)
  const old = reader.seen.findLast(({ at }) => at < killedAt - snapshotMs)?.length ?? 0
  expect(stored.length).toBeGreaterThanOrEqual(old)
  return old
}

/** The same request again finds what is stored, and asks nobody. */
async function expectAttached({ thread }: Reader) {
  const before = requestsFor(`Count in ${thread}`)
  const response = await pair.client.openStream('/api/chat', promptOf(thread))
  const { chunks, isDone } = await readEvents(response)
  const messages = await pair.client.messages(thread)
  expect(isDone).toBe(true)
  expect(messages).toHaveLength(2)
  expect(textOf(chunks)).toBe(messages[1]?.content)
  expect(outcomesOf(chunks).map(({ status }) => status)).toEqual(['interrupted'])
  expect(requestsFor(`Count in ${thread}`)).toBe(before)
}

async function expectGoesOn({ thread }: Reader) {
  const { status, body } = await pair.client.ask<Message>(
    'POST',
    `/api/threads/${thread}/messages`,
    {
      content: 'Go on',
      model: 'sim/echo',
    },
  )
  expect([status, body.status, body.sequence_number]).toEqual([201, 'completed', 4])
}

/** Checks the thread to which messages were posted without a pause when the server was killed. */
async function expectPosted(thread: string, posts: Post[]) {
  const asked = posts.map(({ content }) => content)
  const accepted = posts.filter(({ isAccepted }) => isAccepted).map(({ content }) => content)
  const messages = await messagesOnceSettled(thread)
  expectGapless(messages)
  const stored = messages.filter(({ role }) => role === 'user').map(({ content }) => content)
  // The last one may have been stored without the client hearing of it.
  expect([accepted, asked]).toContainEqual(stored)
  const answers = messages.filter(({ role }) => role === 'assistant')
  expect(answers).toHaveLength(stored.length)
  const statuses = new Set(answers.map(({ status }) => status))
  expect(['completed', 'interrupted']).toEqual(expect.arrayContaining([...statuses]))
  expect(answers.filter(({ status }) => status === 'interrupted').length).toBeLessThanOrEqual(1)
  answers.forEach(({ status, content }, n) => {
    expect(requestsFor(stored[n] ?? '')).toBeLessThanOrEqual(1)
    if (status === 'completed') expect(content).toContain(`You said: "${stored[n]}"`)
  })

  for (const post of posts) expect((await repeat(thread, post)).status).toBe(202)
  const again = (await messagesOnceSettled(thread)).filter(({ role }) => role === 'user')
  expect(again.map(({ content }) => content)).toEqual(asked)
}

test(`a server killed at ${kills} random moments loses and doubles nothing`, async () => {
  test.setTimeout(1_200_000)
  const { skein, upstream, client } = pair
  const seed = Date.now()
  test.info().annotations.push({ type: 'seed', description: String(seed) })
  const random = randomFrom(seed)
  let mustBeKept = 0
  for (let round = 0; round < kills; round++) {
    upstream.clear()
    const name = `round-${round}`
    const [busy, second, third] = [0, 1, 2].map((n) => startReader(`${name}-reader-${n}`))
    if (!busy || !second || !third) throw new Error('three readers')
    const burst = await client.createThread({ external_id: `${name}-burst` })
    const posting = startPosting(burst.id)
    const queued: Post[] = []
    const queueing = unlessCut(
      busy.accepted.then(async () => {
        for (const n of [1, 2]) {
          const post = { content: `${name} queued ${n}`, isAccepted: false }
          queued.push(post)
          expect((await repeat(busy.thread, post)).status).toBe(202)
          post.isAccepted = true
        }
      }),
    )
    if (round % 5 === 4) {
      await expect.poll(() => second.seen.at(-1)?.length ?? 0).toBeGreaterThan(0)
      await pause(snapshotMs + 500)
    } else await pause(random() * longestLifeMs)
    const killedAt = Date.now()
    expect(await skein.kill('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' })
    await Promise.all([busy.over, second.over, third.over, posting.over, queueing])
    await skein.start()

    await test.step(`after ${name}`, async () => {
      for (const reader of [second, third]) {
        if (!reader.isAccepted) continue
        mustBeKept += await expectKept(reader, killedAt)
        await expectAttached(reader)
        await expectGoesOn(reader)
        expect(requestsFor(`Count in ${reader.thread}`)).toBeLessThanOrEqual(1)
      }
      await expectPosted(burst.id, posting.posts)
      const accepted = queued.filter(({ isAccepted }) => isAccepted)
      const behind = busy.isAccepted ? await messagesOnceSettled(busy.thread) : []
      expectGapless(behind)
      const answered = accepted.map(({ content }) => {
        const asked = behind.filter((message) => message.content === content)
        expect(asked).toHaveLength(1)
        return behind.find(({ parent_id }) => parent_id === asked[0]?.id)?.status
      })
      expect(answered).toEqual(accepted.map(() => 'completed'))
    })
  }
  expect(mustBeKept).toBeGreaterThan(0)
  expect(await skein.stop()).toEqual({ code: 0, signal: null })
  const { turns, ...faults } = await readTurnFacts(skein.dataDir)
  expect(turns).toBeGreaterThan(kills * 3)
  expect(faults).toEqual(noFaults)
  await skein.start()
})

test('a server told to leave stores what it has, ends well and takes up its queue again', async () => {
  const { skein, client } = pair
  const readers = ['term-0', 'term-1', 'term-2'].map(startReader)
  const [first] = readers
  await expect.poll(() => readers.every(({ chunks }) => textOf(chunks).length > 100)).toBe(true)
  const post = { content: 'queued before the end', isAccepted: false }
  expect((await repeat('term-0', post)).status).toBe(202)

  expect(await skein.stop()).toEqual({ code: 0, signal: null })
  await Promise.all(readers.map(({ over }) => over))
  await skein.start()
  for (const { thread, chunks, isDone } of readers) {
    const [, answer] = await client.messages(thread)
    expect(answer).toMatchObject({ status: 'interrupted', error: { code: 'interrupted' } })
    expect(answer?.content).toBe(textOf(chunks))
    expect(slowText.startsWith(answer?.content ?? '')).toBe(true)
    expect(outcomesOf(chunks)).toMatchObject([
      { status: 'interrupted', error: { code: 'interrupted' } },
    ])
    expect(isDone).toBe(true)
  }
  const messages = await messagesOnceSettled(first?.thread ?? '')
  expect(messages.map(({ status }) => status)).toEqual([
    'completed',
    'interrupted',
    'completed',
    'completed',
  ])
  expect(messages[3]?.content).toContain('You said: "queued before the end"')
})

test('a second server on the same data is refused and says why', async () => {
  const { skein, client } = pair
  await expect(startSkein({ name: 'second', dataDir: skein.dataDir })).rejects.toThrow(
    /ended with code [1-9][^]*in use by another Skein[^]*SKEIN_DATA_DIR/,
  )
  expect((await client.ask('GET', '/api/health/ready')).status).toBe(200)
  expect((await client.createThread()).id).toBeTruthy()
})
