import { expect, test } from '@playwright/test'
import { sendRaw, type Client, type Message, type RawAnswer } from './client'
import { malformedRequests, type MalformedRequest } from './malformed-requests'
import { completionsOf, startPair, type Pair } from './start-pair'
import { noFaults, readTurnFacts } from './turn-facts'

let pair: Pair
test.beforeAll(async () => {
  pair = await startPair('malformed')
})
test.afterAll(() => pair.close())

/** Everything that the API tells about what is stored. */
async function dump(client: Client) {
  const threads = await client.threads()
  return Promise.all(
    threads.map(async (thread) => ({
      listed: thread,
      read: (await client.ask('GET', `/api/threads/${thread.id}?include=messages`)).body,
      messages: await client.messages(thread.id),
    })),
  )
}

/** What is wrong with the answer to a malformed request; null when it is as it should be. */
function faultOf({ status, isLeftToNext }: MalformedRequest, answer: RawAnswer): string | null {
  if (answer.status !== status) return `${answer.status} instead of ${status}: ${answer.text}`
  if (isLeftToNext && answer.text === '') return null
  try {
    const { error } = JSON.parse(answer.text)
    const isWhole =
      /^[a-z_]+$/.test(error.code) &&
      typeof error.message === 'string' &&
      error.message !== '' &&
      error.request_id === answer.headers['x-request-id']
    const tellsTooMuch = /prisma|node_modules|\.ts:|SELECT |INSERT |sqlstate/i.test(answer.text)
    return isWhole && !tellsTooMuch ? null : `${status} with ${answer.text}`
  } catch {
    return `${status} with ${JSON.stringify(answer.text)}`
  }
}

test('malformed requests are refused with a code and change nothing', async () => {
  const { client, upstream, skein } = pair
  const { id } = await client.createThread({
    title: 'Kept',
    model: 'sim/echo',
    external_id: 'kept',
  })
  const answer = await client.ask<Message>('POST', `/api/threads/${id}/messages`, { content: 'Hi' })
  await client.createThread({ title: 'Empty' })
  const requests = malformedRequests({
    thread: id,
    answer: answer.body.id,
    knownModel: 'openai/gpt-4o',
  })
  expect(requests.length).toBeGreaterThanOrEqual(200)
  const names = requests.map(({ name }) => name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])

  const before = await dump(client)
  expect(before.map(({ messages }) => messages.length).toSorted()).toEqual([0, 2])
  upstream.clear()
  const faults: string[] = []
  for (const request of requests) {
    const fault = await sendRaw(skein.origin, request).then(
      (answer) => faultOf(request, answer),
      (error: unknown) => String(error),
    )
    if (fault !== null) faults.push(`${request.name}: ${fault.slice(0, 300)}`)
  }
  expect(faults).toEqual([])
  expect(await dump(client)).toEqual(before)
  expect(completionsOf(upstream)).toEqual([])
  const errors = skein
    .output()
    .split('\n')
    .filter((line) => line.includes('"level":50'))
  expect(errors).toEqual([])

  expect(await skein.stop()).toEqual({ code: 0, signal: null })
  expect(await readTurnFacts(skein.dataDir)).toEqual({ ...noFaults, turns: 1 })
})
