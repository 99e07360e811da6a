import { expect, test } from '@playwright/test'
import { isCi } from '../../scripts/environment.mjs'
import { findPostgres } from '../../scripts/find-postgres.mjs'
import { startPostgres } from '../support/postgres-server'
import { readEvents, type Client, type Message } from './client'
import { backgroundOf, completionsOf, startPair, type Pair } from './start-pair'
import { noFaults, readTurnFacts } from './turn-facts'

const threadCount = 50
const questionsPerThread = 20
const total = threadCount * questionsPerThread

// A summary or a title would be a request to the provider too.
const env = { SUMMARY_THRESHOLD: '0', TITLE_MODEL: 'none' }

type Question = { thread: string; content: string }
type Pending = Message & { stream_url: string }

/** The questions of all threads in one order that mixes the threads and the numbers. */
function mixed(threads: string[]): Question[] {
  // 7,919 is prime and no divisor of the number of questions, so that each comes once.
  return Array.from({ length: total }, (_, n) => {
    const at = (n * 7919) % total
    return {
      thread: threads[at % threadCount]!,
      content: `question ${Math.floor(at / threadCount)} in thread ${at % threadCount}`,
    }
  })
}

async function ask(client: Client, { thread, content }: Question): Promise<Pending> {
  const path = `/api/threads/${thread}/messages`
  const body = { content, model: 'sim/echo', background: true }
  const answer = await client.ask<Pending>('POST', path, body)
  if (answer.status !== 202) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Reads the answer that stands last in its thread to its end; all before it have ended by then. */
async function readToEnd(client: Client, { stream_url }: Pending): Promise<void> {
  const response = await client.send('GET', stream_url)
  if (response.status === 204) return
  expect(response.status).toBe(200)
  expect((await readEvents(response)).isDone).toBe(true)
}

/** What a thread must hold: each question as stored, its own answer behind it, every row the child of the one before. */
function expectInOrder(messages: Message[], asked: string[]) {
  const questions = messages.filter(({ role }) => role === 'user').map(({ content }) => content)
  expect(questions.toSorted()).toEqual(asked.toSorted())
  const rows = messages.map((message) => ({
    sequence_number: message.sequence_number,
    parent_id: message.parent_id,
    role: message.role,
    status: message.status,
    said: message.role === 'user' ? message.content : heardIn(message.content),
  }))
  const expected = questions.flatMap((question, n) => [
    { role: 'user', said: question },
    // The provider was sent all earlier questions and answers, and none twice.
    { role: 'assistant', said: `${2 * n + 1}: ${question}` },
  ])
  expect(rows).toEqual(
    expected.map((row, at) => ({
      ...row,
      sequence_number: at + 1,
      parent_id: messages[at - 1]?.id ?? null,
      status: 'completed',
    })),
  )
}

/** How many messages the echo received, and the last of them. */
const heardIn = (echo: string) =>
  echo.replace(/^I received (\d+) messages? \([^)]*\)\. You said: "(.*)"$/s, '$1: $2')

async function askAllAtOnce({ client, upstream }: Pair) {
  const threads = await Promise.all(
    Array.from({ length: threadCount }, async () => (await client.createThread()).id),
  )
  const questions = mixed(threads)
  const pending = await Promise.all(questions.map((question) => ask(client, question)))
  expect(new Set(pending.map(({ id }) => id)).size).toBe(total)

  const last = threads.map((thread) =>
    pending
      .filter(({ thread_id }) => thread_id === thread)
      .reduce((a, b) => (a.sequence_number > b.sequence_number ? a : b)),
  )
  await Promise.all(last.map((answer) => readToEnd(client, answer)))

  for (const thread of threads) {
    const asked = questions.filter((question) => question.thread === thread)
    expectInOrder(
      await client.messages(thread),
      asked.map(({ content }) => content),
    )
  }
  const told = completionsOf(upstream).map(
    ({ body }) => (body as { messages: { content: string }[] }).messages.at(-1)?.content,
  )
  expect(told.toSorted()).toEqual(questions.map(({ content }) => content).toSorted())
  expect(backgroundOf(upstream)).toEqual([])
}

const title = `${total} messages at once to ${threadCount} threads are each answered once, in order`

test(`${title}, on PGlite`, async () => {
  test.setTimeout(900_000)
  const pair = await startPair('concurrency-pglite', { env })
  try {
    await askAllAtOnce(pair)
    expect(await pair.skein.stop()).toEqual({ code: 0, signal: null })
    expect(await readTurnFacts(pair.skein.dataDir)).toEqual({ turns: total, ...noFaults })
  } finally {
    await pair.close()
  }
})

test(`${title}, on PostgreSQL`, async () => {
  test.setTimeout(900_000)
  const programs = findPostgres()
  test.skip(!programs && !isCi, 'No PostgreSQL found.')
  const postgres = await startPostgres(programs!)
  try {
    const pair = await startPair('concurrency-postgres', {
      env: { ...env, DATABASE_URL: postgres.url },
    })
    try {
      await askAllAtOnce(pair)
    } finally {
      await pair.close()
    }
  } finally {
    await postgres.stop()
  }
})
