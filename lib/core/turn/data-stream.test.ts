import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { callChatApi, processDataStream, type Message, type UIMessage } from 'ai-sdk-ui-utils-1'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { dataStreamHeaders, toDataStream } from '@/lib/core/turn/data-stream'
import { endingChunks } from '@/lib/core/turn/replay-message'
import { encodeChunk, endOfStream, keepAlive } from '@/lib/core/turn/sse'
import type { TurnChunk } from '@/lib/core/turn/turn'

type Bytes = Uint8Array<ArrayBuffer>

const start: TurnChunk = {
  type: 'start',
  messageId: 'answer-1',
  messageMetadata: { turn_id: 'turn-1' },
}
const thread: TurnChunk = { type: 'data-thread', data: { id: 't', title: 'T' }, transient: true }
const startStep: TurnChunk = { type: 'start-step' }
const finishStep: TurnChunk = { type: 'finish-step' }
const usage = {
  input_tokens: 12,
  output_tokens: 34,
  reasoning_tokens: 5,
  cached_input_tokens: 0,
  cost: 0.001,
}
const completed = [
  ...endingChunks({ status: 'completed', error: null, model: 'some/model', usage }, 'stop'),
]
const failed = [
  ...endingChunks(
    {
      status: 'failed',
      error: { code: 'provider_error', message: 'The model broke off.' },
      model: 'some/model',
      usage: null,
    },
    null,
  ),
]
const say = (delta: string, id = 't1'): TurnChunk => ({ type: 'text-delta', id, delta })
const think = (delta: string): TurnChunk => ({ type: 'reasoning-delta', id: 'r1', delta })

const encode = (chunks: TurnChunk[]): Bytes =>
  Buffer.concat([...chunks.map(encodeChunk), endOfStream])

/** Bytes as a stream in these pieces. */
const streamOf = (pieces: Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })

const readText = (stream: ReadableStream<Uint8Array>) => new Response(stream as BodyInit).text()

/** The lines of a whole turn. */
const linesOf = async (...chunks: TurnChunk[]): Promise<string[]> => {
  const text = await readText(toDataStream(streamOf([encode(chunks)])))
  expect(text.endsWith('\n')).toBe(true)
  return text.slice(0, -1).split('\n')
}

/** Serves one turn over HTTP while somebody reads it. */
async function served<Result>(
  pieces: Uint8Array[],
  read: (url: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer((_, response) => {
    response.writeHead(200, dataStreamHeaders)
    void pipeline(Readable.fromWeb(toDataStream(streamOf(pieces)) as never), response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await read(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

type Finish = Parameters<NonNullable<Parameters<typeof callChatApi>[0]['onFinish']>>[1]
type OldReading = { message: UIMessage | null; data: unknown[]; finish: Finish | null }

/** What an AI SDK 4 client makes of a turn. */
function readAsOldClient(chunks: TurnChunk[], reading: OldReading = newReading()) {
  return served([encode(chunks)], async (api) => {
    await callChatApi({
      api,
      body: {},
      streamProtocol: 'data',
      credentials: undefined,
      headers: undefined,
      abortController: undefined,
      restoreMessagesOnFailure: () => undefined,
      onResponse: undefined,
      onUpdate: ({ message, data }) => Object.assign(reading, { message, data: data ?? [] }),
      onFinish: (_: Message, finish: Finish) => (reading.finish = finish),
      onToolCall: undefined,
      generateId: () => 'made-by-the-client',
      fetch: undefined,
      lastMessage: undefined,
    })
    return reading
  })
}

const newReading = (): OldReading => ({ message: null, data: [], finish: null })

describe('toDataStream', () => {
  it('tells a turn as the lines of the protocol, in the order of the turn', async () => {
    expect(
      await linesOf(
        start,
        thread,
        startStep,
        { type: 'reasoning-start', id: 'r1' },
        think('hm'),
        { type: 'reasoning-end', id: 'r1', providerMetadata: { anthropic: { signature: 'sig' } } },
        { type: 'text-start', id: 't1' },
        say('Hel'),
        say('lo'),
        { type: 'text-end', id: 't1' },
        finishStep,
        ...completed,
      ),
    ).toEqual([
      '8:[{"type":"start","messageId":"answer-1","messageMetadata":{"turn_id":"turn-1"}}]',
      '2:[{"type":"data-thread","data":{"id":"t","title":"T"},"transient":true}]',
      'f:{"messageId":"answer-1"}',
      'g:"hm"',
      'j:{"signature":"sig"}',
      '0:"Hel"',
      '0:"lo"',
      `2:[${JSON.stringify(completed[0])}]`,
      'e:{"finishReason":"stop","usage":{"promptTokens":12,"completionTokens":34},"isContinued":false}',
      'd:{"finishReason":"stop","usage":{"promptTokens":12,"completionTokens":34}}',
    ])
  })

  it('closes a step with what follows it: the next step, or the ending', async () => {
    const lines = await linesOf(
      start,
      startStep,
      { type: 'tool-input-available', toolCallId: 'c1', toolName: 'look', input: {} },
      { type: 'tool-output-available', toolCallId: 'c1', output: 1 },
      finishStep,
      startStep,
      say('Seen.'),
      finishStep,
      ...completed,
    )
    expect(lines.filter((line) => /^[efd]/.test(line))).toEqual([
      'f:{"messageId":"answer-1"}',
      'e:{"finishReason":"tool-calls","isContinued":false}',
      'f:{"messageId":"answer-1"}',
      // Only the usage of the whole turn is known.
      'e:{"finishReason":"stop","isContinued":false}',
      'd:{"finishReason":"stop","usage":{"promptTokens":12,"completionTokens":34}}',
    ])
  })

  it('opens a step for content that comes outside of one', async () => {
    expect((await linesOf(start, say('Hello'), ...completed)).slice(1, 3)).toEqual([
      'f:{"messageId":"answer-1"}',
      '0:"Hello"',
    ])
  })

  it('ends a stopped turn without an error', async () => {
    const stopped = endingChunks({ status: 'stopped', error: null, model: null, usage: null }, null)
    const lines = await linesOf(start, startStep, say('Hel'), ...stopped)
    expect(lines.slice(-2)).toEqual([
      'e:{"finishReason":"other","isContinued":false}',
      'd:{"finishReason":"other"}',
    ])
  })

  it('says nothing after an error, and reads no further', async () => {
    let isCancelled = false
    const pieces = [...[start, startStep, say('Hel'), ...failed, say('lo')].map(encodeChunk)]
    const events = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          const piece = pieces.shift()
          if (piece) controller.enqueue(piece)
        },
        cancel: () => void (isCancelled = true),
      },
      { highWaterMark: 0 },
    )
    const lines = (await readText(toDataStream(events))).trimEnd().split('\n')
    expect(lines.slice(-2)).toEqual([
      'e:{"finishReason":"error","isContinued":false}',
      '3:"The model broke off."',
    ])
    expect(isCancelled).toBe(true)
    expect(pieces).toHaveLength(1)
  })

  it('tells a signature once, also when the provider repeats it in its own words', async () => {
    const details = [
      { type: 'reasoning.text', text: 'hm', signature: 'sig', format: 'f', index: 0 },
      { type: 'reasoning.encrypted', data: 'c2VjcmV0', format: 'f', index: 1 },
    ]
    const providerMetadata = { openrouter: { reasoning_details: details } }
    const lines = await linesOf(
      start,
      startStep,
      { type: 'reasoning-start', id: 'r1' },
      { ...think('hm'), providerMetadata } as TurnChunk,
      { type: 'reasoning-end', id: 'r1', providerMetadata },
      {
        type: 'reasoning-start',
        id: 'r2',
        providerMetadata: { anthropic: { redactedData: 'aGlkZGVu' } },
      },
      ...completed,
    )
    expect(lines.filter((line) => /^[gij]:/.test(line))).toEqual([
      'g:"hm"',
      'j:{"signature":"sig"}',
      'i:{"data":"c2VjcmV0"}',
      'i:{"data":"aGlkZGVu"}',
    ])
  })

  it('annotates the message with what the protocol cannot say', async () => {
    const others: TurnChunk[] = [
      { type: 'message-metadata', messageMetadata: { mood: 'good' } },
      { type: 'source-document', sourceId: 'd', mediaType: 'application/pdf', title: 'A paper' },
      { type: 'file', url: 'https://example.org/picture.png', mediaType: 'image/png' },
      { type: 'reasoning-file', url: 'data:image/png;base64,AA==', mediaType: 'image/png' },
      { type: 'custom', kind: 'openai.thing' },
      { type: 'reset-step' },
      { type: 'tool-approval-request', approvalId: 'a', toolCallId: 'c' },
      // Results and deltas of calls that nobody announced would make old clients throw.
      { type: 'tool-input-delta', toolCallId: 'unknown', inputTextDelta: '{' },
      { type: 'tool-output-available', toolCallId: 'unknown', output: 1 },
    ]
    const lines = await linesOf(start, startStep, ...others, finishStep, ...completed)
    expect(lines.slice(2, 2 + others.length)).toEqual(
      others.map((chunk) => `8:${JSON.stringify([chunk])}`),
    )
    const { message } = await readAsOldClient([start, startStep, ...others, ...completed])
    expect(message?.annotations).toEqual([start, ...others])
  })

  it('makes empty lines of keep-alive comments', async () => {
    const pieces = [keepAlive, encodeChunk(start), keepAlive, encode([startStep, say('Hi')])]
    expect((await readText(toDataStream(streamOf(pieces)))).split('\n')).toEqual([
      '',
      '8:[{"type":"start","messageId":"answer-1","messageMetadata":{"turn_id":"turn-1"}}]',
      '',
      'f:{"messageId":"answer-1"}',
      '0:"Hi"',
      'e:{"finishReason":"unknown","isContinued":false}',
      '',
    ])
    const texts: string[] = []
    await served(pieces, async (url) => {
      const { body } = await fetch(url)
      await processDataStream({ stream: body!, onTextPart: (text) => void texts.push(text) })
    })
    expect(texts).toEqual(['Hi'])
  })

  it('gives the same lines however the bytes are cut', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 })
    const chunk: fc.Arbitrary<TurnChunk> = fc.oneof(
      text.map((delta) => say(delta)),
      text.map(think),
      text.map((title): TurnChunk => ({ type: 'data-thread', data: { id: 't', title } })),
      fc.constantFrom(startStep, finishStep),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(chunk, { maxLength: 12 }),
        fc.array(fc.nat(3000), { maxLength: 30 }),
        fc.boolean(),
        async (chunks, cuts, isByteByByte) => {
          const bytes = encode([start, thread, startStep, ...chunks, finishStep, ...completed])
          const at = isByteByByte
            ? [...bytes.keys()]
            : cuts.map((cut) => cut % bytes.length).toSorted((a, b) => a - b)
          const pieces = [0, ...at].map((from, n) => bytes.subarray(from, at[n] ?? bytes.length))
          const whole = await readText(toDataStream(streamOf([bytes])))
          expect(await readText(toDataStream(streamOf(pieces)))).toBe(whole)
          const said = whole.split('\n').filter((line) => line.startsWith('0:'))
          expect(said.map((line) => JSON.parse(line.slice(2)) as string).join('')).toBe(
            chunks.map((c) => (c.type === 'text-delta' ? c.delta : '')).join(''),
          )
        },
      ),
      { numRuns: 60 },
    )
  })

  it('reads nothing ahead of its reader, and leaves when its reader leaves', async () => {
    let pulls = 0
    const { promise: left, resolve } = Promise.withResolvers<unknown>()
    const events = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulls++
          controller.enqueue(encodeChunk(say(`w${pulls}`)))
        },
        cancel: resolve,
      },
      { highWaterMark: 0 },
    )
    const reader = toDataStream(events).getReader()
    await new Promise((resolve) => setImmediate(resolve))
    expect(pulls).toBe(0)
    await reader.read()
    await reader.read()
    await new Promise((resolve) => setImmediate(resolve))
    expect(pulls).toBe(2)
    await reader.cancel('gone')
    expect(await left).toBe('gone')
  })

  it('leaves also while it waits for the next event', async () => {
    const { promise: left, resolve } = Promise.withResolvers<unknown>()
    const events = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encodeChunk(startStep)),
      cancel: resolve,
    })
    const reader = toDataStream(events).getReader()
    await reader.read()
    const reading = reader.read()
    await reader.cancel('gone')
    expect(await left).toBe('gone')
    expect(await reading).toEqual({ done: true, value: undefined })
  })

  it('fails when its source fails', async () => {
    const events = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new Error('torn')),
    })
    await expect(toDataStream(events).getReader().read()).rejects.toThrow('torn')
  })
})

describe('an AI SDK 4 client', () => {
  it('builds text and reasoning under the id of the server, and learns the usage', async () => {
    const { message, finish } = await readAsOldClient([
      start,
      thread,
      startStep,
      { type: 'reasoning-start', id: 'r1' },
      think('Let me '),
      think('think.'),
      { type: 'reasoning-end', id: 'r1', providerMetadata: { anthropic: { signature: 'sig' } } },
      { type: 'text-start', id: 't1' },
      say('Grüße, '),
      say('世界 👩‍👩‍👧'),
      { type: 'text-end', id: 't1' },
      finishStep,
      ...completed,
    ])
    expect(message).toMatchObject({ id: 'answer-1', content: 'Grüße, 世界 👩‍👩‍👧' })
    expect(message?.parts).toEqual([
      { type: 'step-start' },
      {
        type: 'reasoning',
        reasoning: 'Let me think.',
        details: [{ type: 'text', text: 'Let me think.', signature: 'sig' }],
      },
      { type: 'text', text: 'Grüße, 世界 👩‍👩‍👧' },
    ])
    expect(finish).toEqual({
      finishReason: 'stop',
      usage: { promptTokens: 12, completionTokens: 34, totalTokens: 46 },
    })
  })

  it('follows tool calls through their states over several steps', async () => {
    const { message } = await readAsOldClient([
      start,
      startStep,
      { type: 'text-start', id: 't1' },
      say('Let me look.'),
      { type: 'text-end', id: 't1' },
      { type: 'tool-input-start', toolCallId: 'c1', toolName: 'weather' },
      { type: 'tool-input-delta', toolCallId: 'c1', inputTextDelta: '{"city":"Pa' },
      { type: 'tool-input-delta', toolCallId: 'c1', inputTextDelta: 'ris"}' },
      {
        type: 'tool-input-available',
        toolCallId: 'c1',
        toolName: 'weather',
        input: { city: 'Paris' },
      },
      { type: 'tool-input-available', toolCallId: 'c2', toolName: 'weather', input: 'Rome' },
      { type: 'tool-input-available', toolCallId: 'c3', toolName: 'clock', input: undefined },
      {
        type: 'tool-input-error',
        toolCallId: 'c4',
        toolName: 'clock',
        input: '{"zone',
        errorText: 'Not JSON.',
      },
      { type: 'tool-output-available', toolCallId: 'c1', output: { celsius: 21 } },
      { type: 'tool-output-error', toolCallId: 'c2', errorText: 'No such city.' },
      { type: 'tool-output-available', toolCallId: 'c3', output: undefined },
      finishStep,
      startStep,
      { type: 'tool-input-available', toolCallId: 'c5', toolName: 'clock', input: {} },
      { type: 'tool-output-denied', toolCallId: 'c5' },
      { type: 'text-start', id: 't2' },
      say('It is warm.', 't2'),
      { type: 'text-end', id: 't2' },
      finishStep,
      ...completed,
    ])
    const call = (toolCallId: string, toolName: string, args: unknown, result: unknown, step = 0) =>
      expect.objectContaining({ state: 'result', toolCallId, toolName, args, result, step })
    expect(message?.toolInvocations).toEqual([
      call('c1', 'weather', { city: 'Paris' }, { celsius: 21 }),
      call('c2', 'weather', { input: 'Rome' }, { error: 'No such city.' }),
      call('c3', 'clock', {}, null),
      call('c4', 'clock', { input: '{"zone' }, { error: 'Not JSON.' }),
      call('c5', 'clock', {}, { error: 'The tool call was denied.' }, 1),
    ])
    expect(message?.parts.map(({ type }) => type)).toEqual([
      'step-start',
      'text',
      ...Array<string>(4).fill('tool-invocation'),
      'step-start',
      'tool-invocation',
      'text',
    ])
    expect(message?.content).toBe('Let me look.It is warm.')
  })

  it('sees the arguments of a call grow', async () => {
    const seen: string[] = []
    await served(
      [
        encode([
          start,
          startStep,
          { type: 'tool-input-start', toolCallId: 'c1', toolName: 'weather' },
          { type: 'tool-input-delta', toolCallId: 'c1', inputTextDelta: '{"ci' },
          { type: 'tool-input-delta', toolCallId: 'c1', inputTextDelta: 'ty":"Paris"}' },
        ]),
      ],
      async (url) => {
        const { body } = await fetch(url)
        await processDataStream({
          stream: body!,
          onToolCallStreamingStartPart: ({ toolName }) => void seen.push(toolName),
          onToolCallDeltaPart: ({ argsTextDelta }) => void seen.push(argsTextDelta),
        })
      },
    )
    expect(seen).toEqual(['weather', '{"ci', 'ty":"Paris"}'])
  })

  it('gets data, sources and files', async () => {
    const { message, data } = await readAsOldClient([
      start,
      thread,
      startStep,
      {
        type: 'source-url',
        sourceId: 's1',
        url: 'https://example.org',
        title: 'Example',
        providerMetadata: { openrouter: { content: 'quoted' } },
      },
      { type: 'file', url: 'data:image/png;base64,iVBORw0KGgo=', mediaType: 'image/png' },
      finishStep,
      ...completed,
    ])
    expect(data).toEqual([thread, completed[0]])
    expect(message?.parts).toEqual([
      { type: 'step-start' },
      {
        type: 'source',
        source: {
          sourceType: 'url',
          id: 's1',
          url: 'https://example.org',
          title: 'Example',
          providerMetadata: { openrouter: { content: 'quoted' } },
        },
      },
      { type: 'file', data: 'iVBORw0KGgo=', mimeType: 'image/png' },
    ])
  })

  it('throws the error of a turn and keeps what had come', async () => {
    const reading = newReading()
    await expect(
      readAsOldClient([start, startStep, say('Hel'), ...failed], reading),
    ).rejects.toThrow('The model broke off.')
    expect(reading.message?.content).toBe('Hel')
    expect(reading.finish).toBeNull()
  })

  it('throws the error of a turn that never began to answer', async () => {
    const reading = newReading()
    await expect(readAsOldClient([start, thread, ...failed], reading)).rejects.toThrow(
      'The model broke off.',
    )
    expect(reading.message?.content).toBe('')
    expect(reading.data).toEqual([thread, failed[0]])
  })
})
