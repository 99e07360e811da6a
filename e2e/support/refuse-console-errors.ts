import { afterEach, beforeEach } from 'vitest'

// An unexpected console.error fails its test; one that is expected is mocked there with vi.spyOn(console, 'error').
let written: unknown[][] = []

beforeEach(() => {
  written = []
  console.error = (...words: unknown[]) => void written.push(words)
})

afterEach(() => {
  if (written.length === 0) return
  const lines = written.map((words) => words.map(String).join(' '))
  throw new Error(`Unexpected console.error:\n${lines.join('\n')}`)
})
