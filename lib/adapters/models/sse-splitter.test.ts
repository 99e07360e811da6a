import fc from 'fast-check'
import { expect, test } from 'vitest'

import { SseSplitter } from '@/lib/adapters/models/sse-splitter'

function split(pieces: string[]): { events: string[]; rest: string } {
  const splitter = new SseSplitter()
  const events = pieces.flatMap((piece) => splitter.push(piece))
  return { events, rest: splitter.takeRest() }
}

test.each([
  ['\n', 'line feeds'],
  ['\r\n', 'carriage returns with line feeds'],
  ['\r', 'carriage returns'],
])('cuts events that end their lines with %j', (end) => {
  const events = [
    `data: a${end}${end}`,
    `: comment${end}${end}`,
    `data: b${end}data: c${end}${end}`,
  ]
  expect(split([events.join('') + 'data: open'])).toEqual({ events, rest: 'data: open' })
})

test('finds a blank line that comes in two pieces', () => {
  expect(split(['data: a\n', '\ndata: b\r\n\r', '\n']).events[0]).toBe('data: a\n\n')
})

test('loses and invents nothing, however the text is cut', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '\r', '\r\n', '\n\n') })
  fc.assert(
    fc.property(fc.array(text), (pieces) => {
      const { events, rest } = split(pieces)
      expect(events.join('') + rest).toBe(pieces.join(''))
    }),
  )
})

test('cuts the same events from whole and from broken text when lines end with line feeds', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'data: b', '\n', '\n\n') })
  fc.assert(
    fc.property(fc.array(text), (pieces) => {
      expect(split(pieces)).toEqual(split([pieces.join('')]))
    }),
  )
})

test('keeps the last line feed with its event when a CRLF comes in two pieces', () => {
  expect(split(['data: a\r\n\r', '\ndata: b\r\n\r\n'])).toEqual({
    events: ['data: a\r\n\r\n', 'data: b\r\n\r\n'],
    rest: '',
  })
})
