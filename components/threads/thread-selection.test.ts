import { expect, it } from 'vitest'

import { mostSelected, threadSelection } from '@/components/threads/thread-selection'

it('takes no more threads than can be changed at once, and lets go of any', () => {
  threadSelection.begin(...Array.from({ length: mostSelected }, (_, n) => `${n}`))
  threadSelection.toggle('one more')
  expect(threadSelection.getState()?.size).toBe(mostSelected)
  threadSelection.toggle('0')
  threadSelection.toggle('one more')
  expect(threadSelection.getState()?.has('one more')).toBe(true)
  threadSelection.end()
})
