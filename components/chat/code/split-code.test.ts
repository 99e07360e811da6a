import { expect, it } from 'vitest'

import { linesPerPiece, splitCode } from '@/components/chat/code/split-code'

const lines = (count: number) => Array.from({ length: count }, (_, n) => `line ${n}`).join('\n')

it('cuts code so that its pieces together are the code', () => {
  for (const code of ['', '\n', 'a', 'a\n', lines(24), `${lines(24)}\n`, lines(25), lines(100)]) {
    expect(splitCode(code).join('')).toBe(code)
  }
  expect(splitCode(lines(24))).toHaveLength(1)
  expect(splitCode(lines(100)).map((piece) => piece.split('\n').length - 1)).toEqual([
    ...Array.from({ length: 4 }, () => linesPerPiece),
    3,
  ])
})

it('changes nothing but the last piece while code grows', () => {
  const code = lines(80)
  let before: string[] = []
  for (let length = 1; length <= code.length; length++) {
    const pieces = splitCode(code.slice(0, length))
    expect(pieces.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
    before = pieces
  }
})
