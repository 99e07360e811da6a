import { createOpenRouter } from '@openrouter/ai-sdk-provider'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { mergeDeltas, type MergeOptions } from '@/lib/adapters/models/merge-deltas'

type Json = Record<string, unknown>
type WireEvent = { choice: number; delta: Json; rest?: Json } | { raw: string }
type Piece = { bytes: Uint8Array<ArrayBuffer>; pauseMs: number }

const encoder = new TextEncoder()

function chunk({ choice, delta, rest = {} }: { choice: number; delta: Json; rest?: Json }): Json {
  return {
    id: 'gen-1',
    provider: 'Simulator',
    model: 'sim/x',
    object: 'chat.completion.chunk',
    created: 1_790_000_000,
    choices: [{ index: choice, delta, finish_reason: null, native_finish_reason: null }],
    ...rest,
  }
}

function write(event: WireEvent, lineEnd = '\n'): string {
  const text = 'raw' in event ? event.raw : `data: ${JSON.stringify(chunk(event))}\n\n`
  return text.replaceAll('\n', lineEnd)
}

function content(text: string, choice = 0): WireEvent {
  return { choice, delta: { role: 'assistant', content: text } }
}

function reasoning(text: string): WireEvent {
  const detail = { type: 'reasoning.text', text, format: 'anthropic-claude-v1', index: 0 }
  return {
    choice: 0,
    delta: { role: 'assistant', content: '', reasoning: text, reasoning_details: [detail] },
  }
}

function signature(value: string): WireEvent {
  const detail = { type: 'reasoning.text', signature: value, index: 0 }
  return {
    choice: 0,
    delta: { role: 'assistant', content: '', reasoning: null, reasoning_details: [detail] },
  }
}

function toolStart(index: number): WireEvent {
  const call = { index, id: `call_${index}`, type: 'function' }
  const tool_calls = [{ ...call, function: { name: 'look', arguments: '' } }]
  return { choice: 0, delta: { role: 'assistant', content: null, tool_calls } }
}

function toolArguments(index: number, text: string): WireEvent {
  const tool_calls = [{ index, function: { arguments: text } }]
  return { choice: 0, delta: { role: 'assistant', content: null, tool_calls } }
}

const finish: WireEvent = {
  raw: `data: ${JSON.stringify({ ...chunk({ choice: 0, delta: { content: '' } }), choices: [{ index: 0, delta: { content: '' }, finish_reason: 'stop' }] })}\n\n`,
}
const usage: WireEvent = {
  raw: 'data: {"id":"gen-1","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,"cost":0.1}}\n\n',
}
const done: WireEvent = { raw: 'data: [DONE]\n\n' }
const comment: WireEvent = { raw: ': OPENROUTER PROCESSING\n\n' }

function responseOf(body: ReadableStream<Uint8Array<ArrayBuffer>>, headers?: HeadersInit) {
  return new Response(body, { headers: { 'content-type': 'text/event-stream', ...headers } })
}

function playing(pieces: Piece[]): typeof globalThis.fetch {
  return async () => {
    let position = 0
    return responseOf(
      new ReadableStream({
        async pull(controller) {
          const piece = pieces[position++]
          if (!piece) return controller.close()
          if (piece.pauseMs > 0) {
            await new Promise((resolve) => setTimeout(resolve, piece.pauseMs))
          }
          controller.enqueue(piece.bytes)
        },
      }),
    )
  }
}

function inPieces(text: string, sizes: number[], pauses: number[]): Piece[] {
  const bytes = encoder.encode(text)
  const pieces: Piece[] = []
  for (let start = 0, turn = 0; start < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!
    const pauseMs = pauses[turn % pauses.length]!
    pieces.push({ bytes: bytes.slice(start, start + size), pauseMs })
    start += size
  }
  return pieces
}

async function merged(pieces: Piece[], windowMs: number): Promise<string> {
  const response = await mergeDeltas(playing(pieces), { windowMs: () => windowMs })('http://x.test')
  return response.text()
}

/** A stream that the test feeds by hand, and what has been read of it behind the merging. */
async function byHand(options: Partial<MergeOptions> = {}) {
  let feed!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>
  const onCancel = vi.fn()
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => {
      feed = controller
    },
    cancel: onCancel,
  })
  const fetch = mergeDeltas(async () => responseOf(source), { windowMs: () => 50, ...options })
  const reader = (await fetch('http://x.test')).body!.getReader()
  return {
    reader,
    onCancel,
    send: (...events: WireEvent[]) =>
      feed.enqueue(encoder.encode(events.map((event) => write(event)).join(''))),
    feed,
    next: async () => new TextDecoder().decode((await reader.read()).value),
  }
}

type Said = { texts: Map<string, string>; others: string[]; count: number }

/** What a stream says: texts by choice and kind; everything that is no text, in order. */
function listen(text: string): Said {
  const said: Said = { texts: new Map(), others: [], count: 0 }
  const events = text.split(/\r\n\r\n|\n\n/)
  const add = (key: string, value: unknown) => {
    if (typeof value !== 'string' || value === '') return false
    said.texts.set(key, (said.texts.get(key) ?? '') + value)
    return true
  }
  for (const event of events) {
    said.count++
    if (!/^data: \{[^\r\n]*$/.test(event)) {
      said.others.push(event)
      continue
    }
    const { choices } = JSON.parse(event.slice(6))
    const { index, delta, finish_reason } = choices[0] ?? {}
    const call = delta?.tool_calls?.[0]
    const detail = delta?.reasoning_details?.[0]
    const isText = [
      finish_reason == null && add(`${index} content`, delta?.content),
      add(`${index} reasoning`, delta?.reasoning),
      add(`${index} detail ${detail?.index}`, detail?.text),
      add(`${index} tool ${call?.index}`, call?.function.arguments),
    ].some(Boolean)
    if (!isText) said.others.push(event)
  }
  return said
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    '"',
    '\\',
    '\n',
    '\\"',
    'é',
    '👍🏽',
    '{"content":"x"}',
    '"reasoning":',
    ' ',
    '\u2028',
  ),
)
const anyEvent: fc.Arbitrary<WireEvent> = fc.oneof(
  { weight: 6, arbitrary: anyText.map((text) => content(text)) },
  { weight: 2, arbitrary: anyText.map((text) => content(text, 1)) },
  { weight: 4, arbitrary: anyText.map(reasoning) },
  { weight: 2, arbitrary: fc.tuple(fc.nat(2), anyText).map((call) => toolArguments(...call)) },
  { weight: 1, arbitrary: anyText.map(signature) },
  { weight: 1, arbitrary: fc.nat(2).map(toolStart) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<WireEvent>(
      comment,
      usage,
      finish,
      content(''),
      { raw: 'data: {"id":\ndata: "gen-1","choices":[]}\n\n' },
      { raw: 'data: not json\n\n' },
      { raw: 'event: note\ndata: {"choices":[]}\n\n' },
      { choice: 0, delta: { content: 'x', audio: { id: 'a' } } },
    ),
  },
)
const anySizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 })
const anyPauses = fc.array(fc.constantFrom(0, 0, 0, 0, 2), { minLength: 1, maxLength: 6 })

afterEach(() => vi.useRealTimers())

describe('the same is said', () => {
  test('for any events, any cuts, any window and both line ends', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvent, { maxLength: 40 }),
        anySizes,
        anyPauses,
        fc.constantFrom(0, 1, 3, 1000),
        fc.constantFrom('\n', '\r\n'),
        async (events, sizes, pauses, windowMs, lineEnd) => {
          const text = events.map((event) => write(event, lineEnd)).join('')
          const before = listen(text)
          const after = listen(await merged(inPieces(text, sizes, pauses), windowMs))
          expect(after.texts).toEqual(before.texts)
          expect(after.others.filter((other) => !isEmptyContent(other))).toEqual(
            before.others.filter((other) => !isEmptyContent(other)),
          )
        },
      ),
      { numRuns: 150 },
    )
  })

  test('to the OpenRouter provider, with fewer deltas', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyText, { maxLength: 10 }),
        fc.array(anyText, { minLength: 3, maxLength: 20 }),
        fc.array(fc.string({ maxLength: 12 }), { maxLength: 3 }),
        anySizes,
        async (thoughts, words, calls, sizes) => {
          const events = [
            comment,
            ...thoughts.map(reasoning),
            ...(thoughts.length > 0 ? [signature('c2ln')] : []),
            ...words.map((word) => content(word)),
            ...calls.flatMap((argument, index) => [
              toolStart(index),
              ...(JSON.stringify({ argument }).match(/[^]{1,4}/gu) ?? []).map((part) =>
                toolArguments(index, part),
              ),
            ]),
            finish,
            usage,
            done,
          ]
          const text = events.map((event) => write(event)).join('')
          const pieces = inPieces(text, sizes, [0])
          const plain = await parse(playing(pieces))
          const joined = await parse(mergeDeltas(playing(pieces), { windowMs: () => 1000 }))
          expect(joined.said).toEqual(plain.said)
          expect(joined.deltas).toBeLessThan(plain.deltas)
        },
      ),
      { numRuns: 60 },
    )
  })
})

function isEmptyContent(event: string): boolean {
  return (
    event.includes('"content":""') &&
    event.includes('"finish_reason":null') &&
    !event.includes('details')
  )
}

/** What the real provider makes of a stream: parts with their deltas joined, and how many there were. */
async function parse(fetch: typeof globalThis.fetch) {
  const model = createOpenRouter({ apiKey: 'k', baseURL: 'http://x.test/v1', fetch }).chat('x')
  const { stream } = await model.doStream({
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
  })
  const said: Json[] = []
  let deltas = 0
  for await (const part of stream) {
    if (part.type === 'response-metadata') continue
    const last = said.at(-1)
    if ('delta' in part && last?.type === part.type) last.delta = `${last.delta}${part.delta}`
    else said.push({ ...part })
    if ('delta' in part) deltas++
    // Ids of reasoning parts are random.
    if (part.type.startsWith('reasoning')) delete said.at(-1)!.id
  }
  return { said, deltas }
}

test('deltas of one window become one event', async () => {
  const words = Array.from({ length: 100 }, (_, n) => content(` w${n}`))
  const text = words.map((word) => write(word)).join('')
  const after = listen(await merged(inPieces(text, [1e6], [0]), 1000))
  expect(after.texts.get('0 content')).toBe(listen(text).texts.get('0 content'))
  // The first word, all the others, and the empty end of the split.
  expect(after.count).toBe(3)
})

test('time stamps and padding that differ do not keep deltas apart', async () => {
  const words = ['a', 'b', 'c', 'd'].map((word, n): WireEvent => ({
    choice: 0,
    delta: { content: word },
    rest: { created: 1_790_000_000 + n, obfuscation: 'x'.repeat(n + 1) },
  }))
  const after = await merged(inPieces(words.map((word) => write(word)).join(''), [1e6], [0]), 1000)
  expect(listen(after).texts.get('0 content')).toBe('abcd')
  expect(listen(after).count).toBe(3)
  expect(after).toContain('1790000003')
})

test('a character cut in two by a chunk or by two deltas stays whole', async () => {
  const text = write(content('a')) + write(content('👍')) + write(content('b'))
  const halves =
    text.replace('"👍"', '"\\ud83d"') + write({ raw: text }).replace('"👍"', '"\\udc4d"')
  expect(listen(await merged(inPieces(text, [1], [0]), 1000)).texts.get('0 content')).toBe('a👍b')
  expect(await merged(inPieces(halves, [3], [0]), 1000)).not.toContain('\ufffd')
})

test('signatures and encrypted reasoning arrive byte for byte', async () => {
  const secret: WireEvent = {
    choice: 0,
    delta: { reasoning_details: [{ type: 'reasoning.encrypted', data: 'c2Vj', index: 1 }] },
  }
  const events = [
    reasoning('a'),
    reasoning('b'),
    signature('c2ln'),
    signature('bmF0'),
    secret,
    secret,
  ]
  const after = await merged(
    inPieces(events.map((event) => write(event)).join(''), [1e6], [0]),
    1000,
  )
  for (const event of events.slice(2)) expect(after).toContain(write(event))
  expect(listen(after).others.filter((other) => other !== '')).toHaveLength(4)
})

test('a signature that comes with text keeps its own event', async () => {
  const signed: WireEvent = {
    choice: 0,
    delta: { reasoning_details: [{ type: 'reasoning.text', text: 'a', signature: 's', index: 0 }] },
  }
  const text = write(signed).repeat(3)
  expect(await merged(inPieces(text, [1e6], [0]), 1000)).toBe(text)
})

test('the first delta of a kind passes at once, later ones after the window', async () => {
  const { send, next } = await byHand({ windowMs: () => 30 })
  send(content('a'))
  expect(await next()).toBe(write(content('a')))
  const sentAt = performance.now()
  send(content('b'))
  send(content('c'))
  expect(await next()).toBe(write(content('bc')))
  expect(performance.now() - sentAt).toBeGreaterThanOrEqual(20)
})

test('what is no delta passes at once behind what was held', async () => {
  const { send, next } = await byHand({ windowMs: () => 1e6 })
  send(content('a'))
  await next()
  send(content('b'), content('c'))
  send(finish)
  expect(await next()).toBe(write(content('bc')) + write(finish))
})

test('a stream that ends early gives what was held, then ends', async () => {
  const { send, next, feed, reader } = await byHand({ windowMs: () => 1e6 })
  send(content('a'))
  await next()
  send(content('b'), { raw: 'data: {"id":"gen' })
  feed.close()
  expect(await next()).toBe(`${write(content('b'))}data: {"id":"gen`)
  expect((await reader.read()).done).toBe(true)
})

test('a stream that breaks gives what was held, then its error', async () => {
  const { send, next, feed, reader } = await byHand({ windowMs: () => 1e6 })
  send(content('a'))
  await next()
  send(content('b'))
  const held = next()
  await new Promise((resolve) => setImmediate(resolve))
  feed.error(new TypeError('terminated'))
  expect(await held).toBe(write(content('b')))
  await expect(reader.read()).rejects.toThrow('terminated')
})

test('even half an event that nobody waits for comes before the error', async () => {
  const { send, next, feed, reader } = await byHand({ windowMs: () => 5 })
  send(content('a'))
  await next()
  send(content('b'), { raw: 'data: {"id":"gen' })
  expect(await next()).toBe(write(content('b')))
  feed.error(new TypeError('terminated'))
  await new Promise((resolve) => setImmediate(resolve))
  expect(await next()).toBe('data: {"id":"gen')
  await expect(reader.read()).rejects.toThrow('terminated')
})

test('cancelling reaches the upstream at once, stops the timer and closes the count', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const onClosed = vi.fn()
  const { send, next, reader, onCancel } = await byHand({
    windowMs: () => 1e6,
    onStreamOpen: () => onClosed,
  })
  send(content('a'))
  await next()
  send(content('b'))
  const pending = reader.read()
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
  expect(onClosed).not.toHaveBeenCalled()
  await reader.cancel('stop')
  expect(await pending).toEqual({ done: true, value: undefined })
  expect(onCancel).toHaveBeenCalledWith('stop')
  expect(vi.getTimerCount()).toBe(0)
  expect(onClosed).toHaveBeenCalledOnce()
})

test('nothing is read ahead of a reader that does not read', async () => {
  const pull = vi.fn((controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) =>
    controller.enqueue(encoder.encode(write(content('a')))),
  )
  const source = new ReadableStream({ pull }, { highWaterMark: 0 })
  const fetch = mergeDeltas(async () => responseOf(source), { windowMs: () => 0 })
  const reader = (await fetch('http://x.test')).body!.getReader()
  await reader.read()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(pull.mock.calls.length).toBeLessThanOrEqual(2)
})

test('other answers are not touched', async () => {
  const json = Response.json({ choices: [] })
  const refused = responseOf(new ReadableStream())
  Object.defineProperty(refused, 'ok', { value: false })
  for (const response of [json, refused]) {
    const fetch = mergeDeltas(async () => response, { windowMs: () => 20 })
    expect(await fetch('http://x.test')).toBe(response)
  }
})
