import { expect, it } from 'vitest'

import { answerFacts } from '@/components/chat/details/answer-facts'
import type { Message } from '@/lib/core/thread/message'

const usage = {
  input_tokens: 20,
  output_tokens: 90,
  reasoning_tokens: null,
  cached_input_tokens: null,
  cost: null,
}
const turn = {
  id: 't',
  model: 'a/asked',
  first_token_ms: 500,
  duration_ms: 3500,
  generation_id: 'gen-1',
}
const message = (metadata: unknown) => ({ model_used: 'a/served', usage, metadata }) as Message

it('tells the speed of the time in which the answer came', () => {
  expect(answerFacts(message({ turn, request_id: 'r' }))).toEqual({
    asked: 'a/asked',
    served: 'a/served',
    usage,
    firstTokenMs: 500,
    durationMs: 3500,
    tokensPerSecond: 30,
    requestId: 'r',
    turnId: 't',
    generationId: 'gen-1',
  })
})

it('tells no speed of an answer that came at once, or of which nothing was noted', () => {
  const atOnce = { ...turn, first_token_ms: 3490 }
  expect(answerFacts(message({ turn: atOnce })).tokensPerSecond).toBeNull()
  for (const metadata of [{}, { turn: 'x' }, { turn: { ...turn, duration_ms: '1' } }]) {
    expect(answerFacts(message(metadata))).toMatchObject({
      asked: null,
      served: 'a/served',
      durationMs: null,
      tokensPerSecond: null,
    })
  }
})
