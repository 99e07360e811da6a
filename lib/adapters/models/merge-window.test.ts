import { expect, test } from 'vitest'

import { chooseWindowMs, createMergeWindow } from '@/lib/adapters/models/merge-window'

test('the window is short when nothing else happens', () => {
  expect(chooseWindowMs({ activeStreams: 1, eventLoopDelayMs: 0 })).toBe(20)
})

test('the window widens with the number of streams up to its longest', () => {
  const windows = [1, 10, 20, 40, 200].map((activeStreams) =>
    chooseWindowMs({ activeStreams, eventLoopDelayMs: 0 }),
  )
  expect(windows).toEqual(windows.toSorted((a, b) => a - b))
  expect(new Set(windows.slice(0, 4)).size).toBe(4)
  expect(windows.at(-1)).toBe(200)
})

test('a late event loop widens the window even for one stream', () => {
  expect(chooseWindowMs({ activeStreams: 1, eventLoopDelayMs: 14 })).toBe(110)
  expect(chooseWindowMs({ activeStreams: 1, eventLoopDelayMs: 80 })).toBe(200)
})

test('open streams are counted until each is closed, once', () => {
  const window = createMergeWindow()
  const closers = Array.from({ length: 40 }, () => window.onStreamOpen())
  expect(window.windowMs()).toBe(200)
  for (const close of closers) {
    close()
    close()
  }
  expect(window.windowMs()).toBe(20)
})
