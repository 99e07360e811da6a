import { expect, it } from 'vitest'

import { nextPiece } from '@/components/chat/code/use-highlight'

const coloured = (text: string) => ({ text, runs: [text.length, 0] })

it('colours one piece after another', () => {
  expect(nextPiece(['a\n', 'b'], [], false)).toEqual({ index: 0, text: 'a\n' })
  expect(nextPiece(['a\n', 'b'], [coloured('a\n')], false)).toEqual({ index: 1, text: 'b' })
  expect(nextPiece(['a\n', 'b'], [coloured('a\n'), coloured('b')], false)).toBeNull()
})

it('leaves the last line alone while it grows', () => {
  expect(nextPiece(['a'], [], true)).toBeNull()
  expect(nextPiece(['a\nb'], [], true)).toEqual({ index: 0, text: 'a\n' })
  expect(nextPiece(['a\nb'], [coloured('a\n')], true)).toBeNull()
  expect(nextPiece(['a\nb'], [coloured('a\n')], false)).toEqual({ index: 0, text: 'a\nb' })
})

it('begins again where the code is no longer what it was', () => {
  const known = [coloured('a\n'), coloured('b')]
  expect(nextPiece(['x\n', 'b'], known, false)).toEqual({ index: 0, text: 'x\n' })
})
