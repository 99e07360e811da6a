import { convertToModelMessages, modelMessageSchema } from 'ai'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { convertMessage } from '@/lib/core/context/convert-message'
import type { MessagePart } from '@/lib/core/thread/message'

const id = '0190c9a8-7b1e-7000-8000-000000000001'
const none = { tools: false, reasoning: false, images: false, files: false }
const all = { tools: true, reasoning: true, images: true, files: true }

type Role = 'user' | 'assistant' | 'system'

const convert = (
  role: Role,
  parts: readonly unknown[],
  target: Parameters<typeof convertMessage>[1] = { abilities: none, hasTools: false },
) => {
  const converted = convertMessage({ id, role, parts: parts as MessagePart[] }, target)
  return { ...converted, texts: converted.texts.map(({ text: sent }) => sent) }
}

const able = { abilities: all, hasTools: true }

const text = (value: string) => ({ type: 'text', text: value })
const step = { type: 'step-start' }
const weather = {
  type: 'dynamic-tool',
  toolName: 'get_weather',
  toolCallId: 'call_1',
  state: 'output-available',
  input: { city: 'Bern' },
  output: { sky: 'clear' },
}
const png = {
  type: 'file',
  mediaType: 'image/png',
  filename: 'cat.png',
  url: 'data:image/png;base64,aGk=',
}

describe('the texts of a message', () => {
  it.each(['user', 'assistant', 'system'] as const)(
    'of the %s are sent as the AI SDK sends them',
    async (role) => {
      const parts = [text('one'), text('two\n\nthree')]
      expect(convert(role, parts).messages).toEqual(
        await convertToModelMessages([{ role, parts: parts as { type: 'text'; text: string }[] }]),
      )
    },
  )

  it('are listed as they are sent', () => {
    expect(convert('user', [text('one'), text('two')]).texts).toEqual(['one', 'two'])
    expect(convert('system', [text('one'), text('two')]).texts).toEqual(['onetwo'])
  })

  it('stay one message over several steps', () => {
    const { messages } = convert('assistant', [step, text('one'), step, text('two')], able)
    expect(messages).toEqual([{ role: 'assistant', content: [text('one'), text('two')] }])
  })

  it('leave nothing to send when they are blank or not loaded', () => {
    expect(convert('user', [text(''), text(' \n'), step]).messages).toEqual([])
    const notLoaded = convertMessage(
      { id, role: 'user', parts: null },
      { abilities: none, hasTools: false },
    )
    expect(notLoaded).toEqual({ messages: [], texts: [], conversions: [] })
  })
})

describe('what no model gets', () => {
  it('is reasoning, which is noted once', () => {
    const reasoning = { type: 'reasoning', text: 'secret' }
    const result = convert('assistant', [reasoning, text('answer'), reasoning], able)
    expect(JSON.stringify(result.messages)).not.toContain('secret')
    expect(result.conversions).toEqual([{ message_id: id, what: 'reasoning', how: 'left_out' }])
  })

  it('is what the page shows: sources and data, without a note', () => {
    const { messages, conversions } = convert('assistant', [
      text('answer'),
      { type: 'source-url', sourceId: '1', url: 'https://example.com' },
      { type: 'data-outcome', data: { secret: 1 } },
    ])
    expect(messages).toEqual([{ role: 'assistant', content: [text('answer')] }])
    expect(conversions).toEqual([])
  })

  it.each(['input-streaming', 'input-available', 'approval-requested'])(
    'is a tool call in the state %s',
    (state) => {
      const { messages, conversions } = convert('assistant', [{ ...weather, state }], able)
      expect(messages).toEqual([])
      expect(conversions).toEqual([{ message_id: id, what: 'tool', how: 'left_out' }])
    },
  )
})

describe('a tool call with its result', () => {
  it('is sent as such to a model with tools, in the order of the steps', () => {
    const second = { ...weather, toolCallId: 'call_2', state: 'output-error', errorText: 'no' }
    const parts = [step, text('Let me see.'), weather, step, second, step, text('Clear.')]
    const { messages, texts, conversions } = convert('assistant', parts, able)
    const call = { type: 'tool-call', toolName: 'get_weather', input: { city: 'Bern' } }
    const result = { type: 'tool-result', toolName: 'get_weather' }
    const json = { type: 'json', value: { sky: 'clear' } }
    const error = { type: 'error-text', value: 'no' }
    expect(messages).toEqual([
      {
        role: 'assistant',
        content: [text('Let me see.'), { ...call, toolCallId: 'call_1' }],
      },
      { role: 'tool', content: [{ ...result, toolCallId: 'call_1', output: json }] },
      { role: 'assistant', content: [{ ...call, toolCallId: 'call_2' }] },
      { role: 'tool', content: [{ ...result, toolCallId: 'call_2', output: error }] },
      { role: 'assistant', content: [text('Clear.')] },
    ])
    expect(texts).toEqual([
      'Let me see.',
      '{"city":"Bern"}',
      '{"sky":"clear"}',
      '{"city":"Bern"}',
      'no',
      'Clear.',
    ])
    expect(conversions).toEqual([])
  })

  it('is converted as the AI SDK converts it', async () => {
    const other = { ...weather, type: 'tool-get_time', toolCallId: 'call_2', output: 'noon' }
    const parts = [step, text('Let me see.'), weather, other, step, text('Clear.')]
    const expected = await convertToModelMessages([
      { role: 'assistant', parts: parts as MessagePart[] },
    ])
    expect(convert('assistant', parts, able).messages).toEqual(JSON.parse(JSON.stringify(expected)))
  })

  it.each([
    ['that has none', { abilities: none, hasTools: true }],
    ['when the request has none', { abilities: all, hasTools: false }],
  ])('is text for a model %s', (_, target) => {
    const { messages, texts, conversions } = convert('assistant', [weather], target)
    const said = '\n[Called get_weather with {"city":"Bern"}. Result: {"sky":"clear"}]\n'
    expect(messages).toEqual([{ role: 'assistant', content: [text(said)] }])
    expect(texts).toEqual([said])
    expect(conversions).toEqual([{ message_id: id, what: 'tool', how: 'as_text' }])
  })

  it.each([
    ['a name', { toolName: 'get weather!' }],
    ['an id', { toolCallId: 'x'.repeat(65) }],
    ['an input', { input: 'Bern' }],
    ['a server-side run', { providerExecuted: true }],
  ])('is text when another provider would refuse its form: %s', (_, change) => {
    const { messages } = convert('assistant', [{ ...weather, ...change }], able)
    expect(messages).toHaveLength(1)
    expect(JSON.stringify(messages)).toContain('[Called ')
  })

  it('is sent as such once per id', () => {
    const { messages, conversions } = convert('assistant', [weather, step, weather], able)
    expect(messages.map(({ role }) => role)).toEqual(['assistant', 'tool', 'assistant'])
    expect(conversions).toEqual([{ message_id: id, what: 'tool', how: 'as_text' }])
  })
})

describe('a file', () => {
  it('that is an image is sent as such to a model that sees', () => {
    const { messages, texts, conversions } = convert('user', [text('What is it?'), png], able)
    expect(messages).toEqual([
      {
        role: 'user',
        content: [
          text('What is it?'),
          {
            type: 'file',
            mediaType: 'image/png',
            filename: 'cat.png',
            data: { type: 'url', url: new URL(png.url) },
          },
        ],
      },
    ])
    expect(texts).toEqual(['What is it?', '[Image: cat.png]'])
    expect(conversions).toEqual([])
  })

  it.each([
    ['a model that sees nothing', 'user', png, none],
    ['a type that few take', 'user', { ...png, mediaType: 'image/svg+xml' }, all],
    ['an address elsewhere', 'user', { ...png, url: 'http://169.254.169.254/cat.png' }, all],
    ['broken content', 'user', { ...png, url: 'data:image/png;base64,a' }, all],
    ['an answer', 'assistant', png, all],
  ] as const)('that is an image is named: %s', (_, role, part, abilities) => {
    const { messages, texts, conversions } = convert(role, [part], { abilities, hasTools: true })
    expect(messages).toEqual([{ role, content: texts.map(text) }])
    expect(texts.join('').trim()).toBe('[Image: cat.png]')
    expect(conversions).toEqual([{ message_id: id, what: 'image', how: 'as_text' }])
  })

  it.each([
    [
      { id, width: 300, height: 200 },
      { id, tokens: 80 },
    ],
    [
      { id, width: 4000, height: 4000 },
      { id, tokens: 1600 },
    ],
    [
      { id, width: null, height: null },
      { id, tokens: 1600 },
    ],
    [
      { id: 'x', width: -1, height: 'y' },
      { id: null, tokens: 1600 },
    ],
    [undefined, { id: null, tokens: 1600 }],
  ])('that is an image is known by what is stored of it: %j', (skein, file) => {
    const part = { ...png, providerMetadata: { skein } } as unknown as MessagePart
    expect(convertMessage({ id, role: 'user', parts: [part] }, able).texts).toEqual([
      { text: '[Image: cat.png]', file: { media_type: 'image/png', ...file } },
    ])
  })

  it('of many megabytes is sent like a small one', () => {
    const url = `data:image/png;base64,${'A'.repeat(20_000_000)}`
    expect(convert('user', [{ ...png, url }], able).messages[0]?.content).toHaveLength(1)
    expect(convert('user', [{ ...png, url }], able).conversions).toEqual([])
  })

  it('without a name is named by its type', () => {
    expect(convert('user', [{ ...png, filename: undefined }]).texts).toEqual(['[Image: image/png]'])
  })

  it.each(['data:text/plain;base64,SGkg8J+YgA==', 'data:text/plain,Hi%20%F0%9F%98%80'])(
    'of text is inlined: %s',
    (url) => {
      const part = { type: 'file', mediaType: 'text/plain', filename: 'hi.txt', url }
      const { texts, conversions } = convert('user', [part], able)
      expect(texts).toEqual(['[File: hi.txt]\nHi 😀'])
      expect(conversions).toEqual([{ message_id: id, what: 'file', how: 'as_text' }])
    },
  )

  it.each(['data:text/plain;base64,%', 'data:text/plain,%ff', 'https://example.com/a.txt'])(
    'of text that cannot be read is named: %s',
    (url) => {
      const part = { type: 'file', mediaType: 'text/plain', filename: 'hi.txt', url }
      expect(convert('user', [part]).texts).toEqual(['[File: hi.txt]'])
    },
  )

  it('of another kind is sent to a model that reads files, else named', () => {
    const pdf = {
      type: 'file',
      mediaType: 'application/pdf',
      url: 'data:application/pdf;base64,aGk=',
    }
    expect(convert('user', [pdf], able).messages[0]?.content).toMatchObject([{ type: 'file' }])
    expect(convert('user', [pdf]).texts).toEqual(['[File: application/pdf]'])
  })
})

describe('parts of any form', () => {
  const type = fc.constantFrom(
    ...['text', 'file', 'reasoning', 'dynamic-tool', 'tool-x', 'tool-', 'step-start', 'data-x'],
    ...['source-url', 'custom', 'steering-message', ''],
  )
  const known = fc.record(
    {
      type,
      text: fc.oneof(fc.string(), fc.jsonValue()),
      state: fc.constantFrom('output-available', 'output-error', 'output-denied', 'x', null),
      toolName: fc.oneof(fc.constant('get'), fc.jsonValue()),
      toolCallId: fc.oneof(fc.constantFrom('1', '2'), fc.jsonValue()),
      input: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.anything()),
      output: fc.anything(),
      errorText: fc.jsonValue(),
      mediaType: fc.oneof(fc.constantFrom('image/png', 'text/plain', 'a'), fc.jsonValue()),
      filename: fc.jsonValue(),
      url: fc.oneof(fc.constantFrom(png.url, 'data:', 'data:,%', 'http://'), fc.jsonValue()),
    },
    { requiredKeys: ['type'] },
  )
  const parts = fc.oneof(fc.array(fc.oneof(known, fc.anything())), fc.anything())
  const role = fc.constantFrom<Role>('user', 'assistant', 'system')

  it('never make it throw, and what comes out is well-formed', () => {
    fc.assert(
      fc.property(role, parts, fc.boolean(), fc.boolean(), (from, value, hasTools, isAble) => {
        const { messages, texts } = convertMessage(
          { id, role: from, parts: value as MessagePart[] },
          { abilities: isAble ? all : none, hasTools },
        )
        for (const message of messages) {
          expect(modelMessageSchema.safeParse(message).success).toBe(true)
          expect(message.content.length).toBeGreaterThan(0)
        }
        const results = messages.flatMap(({ role: by }, at) => (by === 'tool' ? [at] : []))
        for (const at of results) {
          const idsOf = (place: number, kind: string) =>
            (messages[place]?.content as { type: string; toolCallId?: string }[])
              .filter((part) => part.type === kind)
              .map(({ toolCallId }) => toolCallId)
          expect(idsOf(at, 'tool-result')).toEqual(idsOf(at - 1, 'tool-call'))
        }
        const sent = JSON.stringify(messages)
        for (const item of texts) expect(item.text).not.toBe('')
        if (messages.length === 0) expect(texts).toEqual([])
        expect(sent).not.toContain('"reasoning"')
      }),
      { numRuns: 1000 },
    )
  })

  it('never make it throw, however deep they are nested', () => {
    let deep: unknown = 'x'
    for (let level = 0; level < 50_000; level++) deep = [deep]
    const part = { ...weather, output: deep }
    expect(() => convert('assistant', [part, { ...weather, input: { deep } }], able)).not.toThrow()
  })
})
