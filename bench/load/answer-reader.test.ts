import { expect, test } from 'vitest'
import { AnswerReader } from './answer-reader.ts'
import { expectedAnswer } from './load.ts'

function read(events: string[]) {
  const tokens: number[] = []
  const reader = new AnswerReader({
    dialect: 'skein',
    expected: expectedAnswer(4),
    onToken: (index) => tokens.push(index),
  })
  for (const event of events) reader.push(event)
  return { tokens, fault: reader.fault() }
}

const delta = (text: string) => `data: ${JSON.stringify({ type: 'text-delta', delta: text })}\n\n`
const outcome = (status: string) =>
  `data: ${JSON.stringify({ type: 'data-outcome', data: { status } })}\n\n`
const ending = [outcome('completed'), 'data: [DONE]\n\n']

test('a whole answer has no fault, however it is cut', () => {
  const stream = [delta('w0'), ': ping\n\n', delta(' w1 w2'), delta(' w3'), ...ending].join('')
  expect(read([stream])).toEqual({ tokens: [0, 1, 2, 3], fault: null })
  expect(read([...stream])).toEqual({ tokens: [0, 1, 2, 3], fault: null })
})

test('a token counts when its last character is there', () => {
  expect(read([delta('w0 w'), delta('1')]).tokens).toEqual([0, 1])
  expect(read([delta('w0 w')]).tokens).toEqual([0])
})

test('a lost token is a fault', () => {
  expect(read([delta('w0 w1 w3'), ...ending]).fault).toContain('lost')
  expect(read([delta('w0 w1 w2'), ...ending]).fault).toBe('lost: ended after 3 of 4 tokens')
})

test('a doubled token is a fault', () => {
  expect(read([delta('w0 w1 w1 w2 w3'), ...ending]).fault).toContain('doubled')
  expect(read([delta('w0 w1 w2 w3'), delta(' w3'), ...ending]).fault).toContain('doubled')
})

test('an answer ends once, well, and with [DONE]', () => {
  const whole = delta('w0 w1 w2 w3')
  expect(read([whole, 'data: [DONE]\n\n']).fault).toBe('0 outcomes')
  expect(read([whole, outcome('completed'), ...ending]).fault).toBe('2 outcomes')
  expect(read([whole, outcome('failed'), 'data: [DONE]\n\n']).fault).toContain('failed')
  expect(read([whole, outcome('completed')]).fault).toBe('no [DONE]')
})

test('a piped stream of chat completions is read likewise', () => {
  const reader = new AnswerReader({
    dialect: 'chat-completions',
    expected: expectedAnswer(2),
    onToken: () => undefined,
  })
  const chunk = (content: string, finish_reason: string | null) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason }] })}\n\n`
  reader.push(chunk('w0', null) + chunk(' w1', null) + chunk('', 'stop') + 'data: [DONE]\n\n')
  expect(reader.fault()).toBeNull()
})
