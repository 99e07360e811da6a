import { expect, test } from '@playwright/test'
import type { Message } from './client'
import { completionsOf, startPair, type Pair } from './start-pair'

const facts = Array.from(
  { length: 40 },
  (_, n) => `Fact ${n + 1}: locker ${100 + n} opens with ${7919 * (n + 3)}.`,
)
const turnsPerFact = 3
const idleTurns = 100
const plantingTurns = facts.length * turnsPerFact
/** Far more than a summary's threshold and what is sent verbatim anyway, far less than the thread. */
const mostMessages = 48
const mostBytes = 12_000

let pair: Pair
test.beforeAll(async () => {
  pair = await startPair('retention')
})
test.afterAll(() => pair.close())

const factOf = (turn: number) =>
  turn < plantingTurns && turn % turnsPerFact === 0 ? facts[turn / turnsPerFact] : undefined

type SentBody = { messages: { role: string; content: unknown }[] }

test('forty facts are still sent 200 messages later, and the payload stays small', async () => {
  const { client, upstream } = pair
  const { id } = await client.createThread({ model: 'openai/gpt-4o' })
  const say = async (content: string) => {
    const { status, body } = await client.ask<Message>('POST', `/api/threads/${id}/messages`, {
      content,
    })
    expect([status, body.status]).toEqual([201, 'completed'])
    return body.content
  }
  for (let turn = 0; turn < plantingTurns + idleTurns; turn++) {
    const fact = factOf(turn)
    await say(fact ? `Please keep this. ${fact}` : `Let us go on with point ${turn}.`)
  }

  const sent = completionsOf(upstream)
  expect(sent).toHaveLength(plantingTurns + idleTurns)
  sent.forEach(({ raw_body, body }, turn) => {
    const told = facts.slice(0, Math.floor(turn / turnsPerFact) + 1)
    expect(
      told.filter((fact) => !raw_body.includes(fact)),
      `facts that turn ${turn} lost`,
    ).toEqual([])
    expect((body as SentBody).messages.length).toBeLessThanOrEqual(mostMessages)
    expect(raw_body.length).toBeLessThan(mostBytes)
  })

  const [system] = (sent.at(-1)!.body as SentBody).messages
  expect(system?.role).toBe('system')
  const summary = JSON.stringify(system?.content)
  expect(facts.filter((fact) => summary.split(fact).length === 2)).toEqual(facts)

  for (const n of [1, 20, 40]) expect(await say(`What is fact ${n}?`)).toBe(facts[n - 1])
})
