import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  cutBody,
  cutBodyWithFiles,
  rebuildBody,
  type Piece,
} from '@/lib/core/context/request-pieces'

const located = (pieces: readonly Piece[]) => pieces.filter((piece) => typeof piece === 'number')
const glue = (pieces: readonly Piece[]) => pieces.filter((piece) => typeof piece === 'string')

/** A chat-completions body as the providers build it: system first, then content as a string or as parts. */
function bodyOf(system: readonly string[], messages: readonly (string | readonly string[])[]) {
  return JSON.stringify({
    model: 'a/model',
    messages: [
      ...(system.length > 0 ? [{ role: 'system', content: system.join('\n\n') }] : []),
      ...messages.map((message, index) => ({
        role: index % 2 ? 'assistant' : 'user',
        content:
          typeof message === 'string' ? message : message.map((text) => ({ type: 'text', text })),
      })),
    ],
    stream: true,
    stream_options: { include_usage: true },
  })
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('a', 'ab', 'user', 'content', '"', '\\', '\n\n', '\\n', '{"a":"b"}', '', '😀'),
  fc.constantFrom('\ud800', '","role":"user"', 'a\n\nb', 'text', '\u2028', '\\u0041'),
)
/** As people write: no two paragraphs in a text, which could as well be two texts. */
const ordinaryText = fc
  .string({
    unit: fc.constantFrom('a', 'b', ' ', '"', '\\', '\t', '😀', 'é', '{', ':'),
    minLength: 1,
  })
  .filter((text) => text.length > 0)
const content = (text: fc.Arbitrary<string>) =>
  fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 }))

describe('the pieces of a request', () => {
  it('are the texts and what stands between them', () => {
    const body = '{"messages":[{"role":"user","content":"Say \\"a\\"."}]}'
    const pieces = cutBody(body, ['Say "a".'])
    expect(pieces).toEqual(['{"messages":[{"role":"user","content":"', 0, '"}]}'])
    expect(rebuildBody(pieces, ['Say "a".'])).toBe(body)
  })

  it('give the body back, whatever the texts are', () => {
    const parts = fc.record({
      system: fc.array(anyText, { maxLength: 3 }),
      messages: fc.array(content(anyText), { maxLength: 6 }),
      others: fc.array(anyText, { maxLength: 6 }),
    })
    fc.assert(
      fc.property(parts, fc.boolean(), ({ system, messages, others }, isHonest) => {
        const body = bodyOf(system, messages)
        const texts = isHonest ? [...system, ...messages.flat()] : others
        const pieces = cutBody(body, texts)
        expect(rebuildBody(pieces, texts)).toBe(body)
        const order = located(pieces)
        expect(order).toEqual([...new Set(order)].sort((a, b) => a - b))
      }),
      { numRuns: 500 },
    )
  })

  it('give any string back', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(anyText), (body, texts) => {
        expect(rebuildBody(cutBody(body, texts), texts)).toBe(body)
      }),
    )
  })

  it('have every text of an ordinary body', () => {
    fc.assert(
      fc.property(
        fc.array(ordinaryText, { maxLength: 3 }),
        fc.array(content(ordinaryText), { maxLength: 8 }),
        (system, messages) => {
          const texts = [...system, ...messages.flat()]
          expect(located(cutBody(bodyOf(system, messages), texts))).toEqual([...texts.keys()])
        },
      ),
      { numRuns: 500 },
    )
  })

  it('are found in spite of paragraphs, prefixes and repetitions', () => {
    const system = ['Be brief.\n\nBe kind.', 'Summary: a\n\nb']
    const messages = ['a', 'a\n\nb', ['a', 'a', 'ab'], 'user', 'Be brief.', 'a']
    const texts = [...system, ...messages.flat()]
    const pieces = cutBody(bodyOf(system, messages), texts)
    expect(located(pieces)).toEqual([...texts.keys()])
    expect(rebuildBody(pieces, texts)).toBe(bodyOf(system, messages))
  })

  it('are found where a provider joins the texts of a message without a separator', () => {
    const body = bodyOf([], ['question', 'Let me see.It rains.', 'thanks'])
    const texts = ['question', 'Let me see.', 'It rains.', 'thanks']
    expect(located(cutBody(body, texts))).toEqual([0, 1, 2, 3])
  })

  it('take no role, key or model for a text', () => {
    const body = bodyOf([], ['user', 'content', 'a'])
    const pieces = cutBody(body, ['user', 'content', 'a'])
    expect(located(pieces)).toEqual([0, 1, 2])
    expect(glue(pieces).join('')).toBe(bodyOf([], ['', '', '']))
  })

  it('keep what is not in the body from hiding what is', () => {
    const messages = ['one', 'two', 'three', 'four', 'two']
    const texts = ['absent', 'one', 'four', 'two', 'three', 'four', 'two', '']
    expect(located(cutBody(bodyOf([], messages), texts))).toHaveLength(5)
    expect(located(cutBody(bodyOf(['unknown'], messages), messages))).toEqual([0, 1, 2, 3, 4])
  })

  it('have a tool call’s arguments and result where they are sent as strings', () => {
    const call = '{"city":"Bern","note":"\\"a\\""}'
    const body = JSON.stringify({
      messages: [
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: '1', type: 'function', function: { name: 'get', arguments: call } }],
        },
        { role: 'tool', tool_call_id: '1', content: '{"sky":"clear"}' },
      ],
    })
    const texts = ['Weather?', call, '{"sky":"clear"}']
    const pieces = cutBody(body, texts)
    expect(located(pieces)).toEqual([0, 1, 2])
    expect(rebuildBody(pieces, texts)).toBe(body)
  })

  it('have a long text from the midst of a value', () => {
    const body = bodyOf([], ['Context: the conversation so far. Go on.', 'yes'])
    const texts = ['the conversation so far.', 'yes']
    expect(located(cutBody(body, texts))).toEqual([0, 1])
  })

  it('give no body back once one of its texts is gone', () => {
    const texts = ['one', 'two']
    const pieces = cutBody(bodyOf([], texts), texts)
    expect(rebuildBody(pieces, ['one', null])).toBeNull()
    expect(rebuildBody(pieces, ['one'])).toBeNull()
    expect(rebuildBody(['{}'], [null])).toBe('{}')
  })
})

describe('the files of a request', () => {
  const files = new Map([
    ['file-a', 'iVBORw0KGgo='],
    ['file-b', 'JVBERi0xLjQ='],
  ])
  const image = (base64: string) => ({
    type: 'image_url',
    image_url: { url: `data:image/png;base64,${base64}` },
  })
  const body = JSON.stringify({
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'Look' }, image('iVBORw0KGgo=')] },
      { role: 'user', content: [image('JVBERi0xLjQ='), image('iVBORw0KGgo=')] },
    ],
  })

  it('are named in the pieces, each place of them, and stand in the body again', () => {
    const pieces = cutBodyWithFiles(body, ['Look'], files)
    expect(pieces.filter((piece) => typeof piece === 'object')).toEqual([
      { file: 'file-a' },
      { file: 'file-b' },
      { file: 'file-a' },
    ])
    expect(JSON.stringify(pieces)).not.toContain('iVBOR')
    expect(pieces).toContain(0)
    expect(rebuildBody(pieces, ['Look'], files)).toBe(body)
  })

  it('leave nothing to rebuild when one is gone', () => {
    const pieces = cutBodyWithFiles(body, ['Look'], files)
    expect(rebuildBody(pieces, ['Look'], new Map([['file-a', 'iVBORw0KGgo=']]))).toBeNull()
  })

  it('that a provider package wrote in another way stay part of a string', () => {
    const pieces = cutBodyWithFiles(body, ['Look'], new Map([['file-c', 'AAAA']]))
    expect(rebuildBody(pieces, ['Look'])).toBe(body)
  })

  it('are not mistaken for anything that a person wrote', () => {
    const sly = JSON.stringify({ messages: [{ role: 'user', content: '\u00010\u0001' }] })
    const pieces = cutBodyWithFiles(sly, ['\u00010\u0001'], files)
    expect(rebuildBody(pieces, ['\u00010\u0001'], files)).toBe(sly)
  })
})
