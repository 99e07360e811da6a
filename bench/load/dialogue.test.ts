import { countTokens } from 'gpt-tokenizer'
import { expect, test } from 'vitest'
import { writeDialogue } from './dialogue.ts'

const dialogue = writeDialogue(300, 1)

test('the same seed writes the same dialogue', () => {
  expect(writeDialogue(300, 1)).toEqual(dialogue)
  expect(writeDialogue(300, 2)).not.toEqual(dialogue)
})

test('questions and answers have ordinary lengths, and no question is asked twice', () => {
  const answers = dialogue.map(({ answer }) => countTokens(answer))
  expect(Math.min(...answers)).toBeGreaterThanOrEqual(80)
  expect(Math.max(...answers)).toBeLessThanOrEqual(165)
  const questions = dialogue.map(({ question }) => question)
  expect(new Set(questions).size).toBe(300)
  expect(Math.max(...questions.map((question) => countTokens(question)))).toBeLessThan(120)
})
