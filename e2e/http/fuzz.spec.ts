import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { smallPng } from '../support/small-png'
import { readEvents, sendRaw, type Client, type Message } from './client'
import {
  draftRequests,
  fillIn,
  marker,
  slowModel,
  type DraftRequest,
  type GeneratedRequest,
} from './generated-requests'
import { allThreads, faultsOf, unfinished } from './invariants'
import { KnownThings } from './known-things'
import { loadContract, mediaTypeOf, type Contract, type MeasuredAnswer } from './openapi'
import { startPair, type Pair } from './start-pair'
import { noFaults, readTurnFacts } from './turn-facts'

const seed = Number(process.env.FUZZ_SEED || 20261121)
const requestCount = Number(process.env.FUZZ_REQUESTS || 5200)
const atOnce = 16
const mostFaults = 25
const patienceMs = 60_000

let pair: Pair
test.beforeAll(async () => {
  pair = await startPair('fuzz', {
    env: { TITLE_MODEL: 'none', SUMMARY_THRESHOLD: '6', SUMMARY_KEEP_RECENT: '2' },
    upstream: { record: false },
  })
  pair.upstream.script(slowModel, { tokens: 20, tokensPerSecond: 100 })
})
test.afterAll(() => pair.close())

/** Rejects when there is no answer in time. */
function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const clock = setTimeout(() => reject(new Error('There is no answer.')), patienceMs)
    answer.then(resolve, reject).finally(() => clearTimeout(clock))
  })
}

/** Sends a request and reads its answer, or only the beginning when the client leaves. */
async function send(origin: string, request: GeneratedRequest): Promise<MeasuredAnswer> {
  const leaves = request.leaves || request.operation.operationId === 'followEvents'
  if (!leaves) return sendRaw(origin, request)
  const { hostname, port } = new URL(origin)
  const { method, path, headers, body } = request
  const outgoing = httpRequest({ hostname, port, method, path, headers, agent: false })
  outgoing.end(body)
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  outgoing.on('error', () => undefined)
  response.on('error', () => undefined)
  response.destroy()
  const { statusCode = 0, headers: received } = response
  return { status: statusCode, headers: received, text: '', isCut: true }
}

function shown({ method, path, headers, body }: GeneratedRequest): string {
  const text = typeof body === 'string' ? body : body && Buffer.from(body).toString('base64')
  const short = (value: string) =>
    value.length > 3000 ? `${value.slice(0, 3000)}… (${value.length})` : value
  return `${method} ${short(path)}\n${JSON.stringify(headers)}\n${short(text ?? '')}`
}

/** What is wrong with the answer to a request. */
async function faultsIn(
  contract: Contract,
  request: GeneratedRequest,
  answer: MeasuredAnswer,
): Promise<string[]> {
  const { operation, value, isDistorted, headers } = request
  const misfits = await contract.misfits(operation, answer)
  // The models behave, so that nothing is the provider's fault; only a summary may turn out longer than what it sums up.
  const mayBeRejected = operation.operationId === 'createSummary' && answer.status === 502
  const isRejected = mayBeRejected && (answer.isCut || answer.text.includes('"summary_rejected"'))
  if (answer.status >= 500 && !isRejected) misfits.push('the server failed')
  // An import also takes other files than ours, and reads what is to spare in them over; an upload takes any text.
  const takesAny = ['importThreads', 'createFile'].includes(operation.operationId)
  const isMeasured = !takesAny && !isDistorted
  const isJson = headers['content-type'] === 'application/json' && isMeasured
  const isAccepted = answer.status < 300
  if (isJson && isAccepted && value !== undefined && !contract.allowsBody(operation, value)) {
    misfits.push('it was accepted, though the document does not allow its body')
  }
  return misfits
}

/** For each key that was accepted, in its thread, the answers that were given for it. */
class Keys {
  readonly #answers = new Map<string, { thread: string; ids: Set<string>; asked: string[] }>()
  readonly #gone = new Set<string>()

  note(request: GeneratedRequest, { thread, id }: Given): void {
    const key = keyOf(request)
    if (!key) return
    const name = `${thread} ${key}`
    const known = this.#answers.get(name) ?? { thread, ids: new Set(), asked: [] }
    this.#answers.set(name, known)
    known.ids.add(id)
    known.asked.push(shown(request))
  }

  /** A thread that comes back by an import has its messages, but not their keys. */
  forget(thread: string): void {
    this.#gone.add(thread)
  }

  get size() {
    return this.#answers.size
  }

  answeredTwice = () =>
    [...this.#answers.values()]
      .filter(({ thread, ids }) => ids.size !== 1 && !this.#gone.has(thread))
      .map(({ ids, asked }) => `${[...ids].join(' ')}\n${asked.join('\n')}`)
}

type Keyed = {
  external_id?: string
  trigger?: string
  prompt?: { id: string }
  message?: { id?: string }
}

/** By what an accepted request can be told from others of its thread. */
function keyOf({ operation, headers, value, isDistorted }: GeneratedRequest): string | null {
  if (isDistorted) return null
  const { external_id, trigger, prompt, message } = value as Keyed
  const asked = trigger === 'regenerate-message' ? undefined : message?.id
  const own = operation.operationId === 'chat' ? (prompt?.id ?? asked) : external_id
  return headers['idempotency-key'] ?? own ?? null
}

type Given = { thread: string; id: string }

/** The message that answers an accepted request for one. */
async function answerIn(
  { operation }: GeneratedRequest,
  answer: MeasuredAnswer,
): Promise<Given | null> {
  const { status, headers, text, isCut } = answer
  if (isCut || status >= 300) return null
  if (!['chat', 'createMessage'].includes(operation.operationId)) return null
  if (mediaTypeOf(answer) === 'application/json') {
    const { id, thread_id } = JSON.parse(text) as Message
    return { thread: thread_id, id }
  }
  if (mediaTypeOf(answer) !== 'text/event-stream') return null
  const { chunks } = await readEvents(new Response(text))
  const id = chunks.find(({ type }) => type === 'start')?.messageId
  return typeof id === 'string' ? { thread: String(headers['x-skein-thread-id']), id } : null
}

function learnFrom(known: KnownThings, request: GeneratedRequest, answer: MeasuredAnswer): void {
  const { operationId } = request.operation
  const thread = answer.headers['x-skein-thread-id']
  if (typeof thread === 'string') known.learnThread(thread)
  if (answer.isCut || answer.status >= 300) return
  if (mediaTypeOf(answer) !== 'application/json') return
  if (/^export/.test(operationId)) known.learnExport(answer.text)
  else known.learn(JSON.parse(answer.text))
}

const roundsOf = (drafts: DraftRequest[]): DraftRequest[][] =>
  Array.from({ length: Math.ceil(drafts.length / atOnce) }, (_, round) =>
    drafts.slice(round * atOnce, (round + 1) * atOnce),
  )

/** What needs somebody or something that is not there: sessions, other people, passwords, secrets that are told once. */
const unservable = new Set([
  'retryJob',
  'createToken',
  'readShared',
  'revokeInvitation',
  'revokeKey',
  'changePassword',
  'endSession',
  'switchWorkspace',
  'deleteUser',
  'updateMember',
  'removeMember',
])

/** A stop of an answer that stands still: those that are generated may all come too late, on a machine that is slow enough. */
async function stopInTime(client: Client, contract: Contract): Promise<GeneratedRequest> {
  const operation = contract.operations.find(({ operationId }) => operationId === 'stopChat')
  if (!operation) throw new Error('The document has no stopChat.')
  const { id } = await client.createThread({ model: 'sim/echo' })
  const said = { content: marker, model: 'sim/held', background: true }
  await client.ask('POST', `/api/threads/${id}/messages`, said)
  return {
    operation,
    method: 'POST',
    path: `/api/chat/${id}/stop`,
    headers: { 'content-type': 'application/json' },
    body: '{}',
    value: {},
    isDistorted: false,
    leaves: false,
  }
}

/** A budget of nothing would end the test's conversations. */
const withoutHazards = (contract: Contract): Contract => ({
  ...contract,
  operations: contract.operations.filter(({ operationId }) => operationId !== 'updateWorkspace'),
})

test(`${requestCount} generated requests are answered as the document says (FUZZ_SEED=${seed})`, async () => {
  const { skein, client } = pair
  const contract = withoutHazards(await loadContract(skein.origin))
  const known = new KnownThings()
  for (let n = 0; n < 10; n++) known.learn(await client.createThread({ model: 'sim/echo' }))
  const pictures = Array.from({ length: 6 }, async () => {
    const body = new Blob([new Uint8Array(smallPng)])
    known.learn(await (await fetch(`${skein.origin}/api/files`, { method: 'POST', body })).json())
  })
  await Promise.all(pictures)
  const keys = new Keys()
  const statuses = new Map<string, Map<number, number>>()
  const faults: string[] = []

  const drafts = fc.sample(draftRequests(contract), { seed, numRuns: requestCount })
  for (const [round, together] of roundsOf(drafts).entries()) {
    known.turnTo(round)
    const requests = together.map((draft) => fillIn(draft, known))
    if (round % 100 === 0) requests.push(await stopInTime(client, contract))
    const answers = await Promise.all(
      requests.map((request) =>
        inTime(send(skein.origin, request)).catch((error: unknown) => {
          faults.push(`${shown(request)}\n→ ${String(error)}`)
          return null
        }),
      ),
    )
    for (const [at, answer] of answers.entries()) {
      const request = requests[at]
      if (!request || !answer) continue
      for (const fault of await faultsIn(contract, request, answer)) {
        const text = `${answer.text.slice(0, 400)} … ${answer.text.slice(-200)}`
        faults.push(`${shown(request)}\n→ ${answer.status} ${text}\n→ ${fault}`)
      }
      learnFrom(known, request, answer)
      if (request.operation.operationId === 'deleteThread' && answer.status === 204) {
        const thread = request.path.split('/')[3] ?? ''
        known.forget(thread)
        keys.forget(thread)
      }
      const given = await answerIn(request, answer)
      if (given) keys.note(request, given)
      if (given) known.learnMessage(given.id, given.thread)
      const counts = statuses.get(request.operation.operationId) ?? new Map<number, number>()
      statuses.set(
        request.operation.operationId,
        counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1),
      )
    }
    if (faults.length >= mostFaults) break
  }
  expect(faults.join('\n\n')).toBe('')
  if (process.env.FUZZ_STATISTICS) {
    for (const [id, counts] of statuses) console.log(id, Object.fromEntries(counts))
  }

  // Otherwise it would have proved less than it says.
  const unreached = contract.operations.flatMap(({ operationId, responses }) => {
    const seen = [...(statuses.get(operationId)?.keys() ?? [])]
    const isRefusable = '404' in responses || '400' in responses
    const isServed = seen.some((status) => status < 300) || unservable.has(operationId)
    const isRefused = seen.some((status) => status >= 400) || !isRefusable
    return isServed && isRefused ? [] : [`${operationId}: ${seen.join(' ')}`]
  })
  expect(unreached).toEqual([])
  expect(keys.size).toBeGreaterThan(50)

  const threads = await allThreads(client)
  expect(new Set(threads).size).toBe(threads.length)
  for (const thread of threads) {
    const stillAtIt = () => {
      // A generated request may have asked once more for the answer that stands still.
      pair.upstream.release()
      return unfinished(client, thread)
    }
    await expect.poll(stillAtIt, { timeout: 60_000 }).toEqual([])
  }
  const wrong: string[] = []
  for (const thread of threads) wrong.push(...(await faultsOf(client, thread)))
  expect(wrong).toEqual([])
  expect(keys.answeredTwice().join('\n\n')).toBe('')
  expect((await client.ask('GET', '/api/health/ready')).status).toBe(200)

  expect(await skein.stop()).toEqual({ code: 0, signal: null })
  const log = skein.output().split('\n')
  expect(log.filter((line) => /"level":[56]0/.test(line))).toEqual([])
  expect(log.filter((line) => line.includes(marker))).toEqual([])
  const { turns, ...facts } = await readTurnFacts(skein.dataDir)
  expect(turns).toBeGreaterThan(100)
  expect(facts).toEqual(noFaults)
})
