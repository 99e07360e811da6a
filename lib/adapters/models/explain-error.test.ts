import { APICallError, LoadAPIKeyError, TypeValidationError } from '@ai-sdk/provider'
import { NoOutputGeneratedError, RetryError } from 'ai'
import { describe, expect, test } from 'vitest'

import { explainError, whoElseMayAnswer } from '@/lib/adapters/models/explain-error'
import { SkeinError } from '@/lib/core/errors'

const origin = { name: 'OpenRouter', keyVariable: 'OPENROUTER_API_KEY' }
const secret = 'sk-or-v1-0123456789'

function refused(
  statusCode?: number,
  more: { headers?: Record<string, string>; data?: unknown; cause?: unknown } = {},
) {
  return new APICallError({
    message: `raw words about ${secret}`,
    url: `https://openrouter.ai/api/v1/chat/completions?key=${secret}`,
    requestBodyValues: {},
    statusCode,
    responseHeaders: more.headers,
    responseBody: `{"error":{"message":"raw words about ${secret}"}}`,
    data: more.data,
    cause: more.cause,
  })
}

function networkError(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}

test.each([
  [400, 'provider_error'],
  [401, 'provider_unauthorized'],
  [402, 'provider_credit'],
  [403, 'provider_unauthorized'],
  [404, 'provider_error'],
  [408, 'provider_timeout'],
  [422, 'provider_error'],
  [429, 'provider_overloaded'],
  [500, 'provider_error'],
  [502, 'provider_error'],
  [503, 'provider_overloaded'],
  [504, 'provider_timeout'],
  [529, 'provider_overloaded'],
])('status %i is %s, refused or in the middle of a stream', (status, code) => {
  const whole = explainError(refused(status), origin)
  const inStream = explainError({ code: status, message: `raw words about ${secret}` }, origin)
  expect(whole.code).toBe(code)
  expect(inStream).toEqual(whole)
  expect(whole.message).toContain('OpenRouter')
  expect(whole.message).not.toMatch(/raw words|sk-or|https?:/)
})

test('a refused key names the variable to look at', () => {
  expect(explainError(refused(401), origin).message).toBe(
    'The key for OpenRouter was refused. Check OPENROUTER_API_KEY.',
  )
  expect(explainError(new LoadAPIKeyError({ message: secret }), origin).code).toBe(
    'provider_unauthorized',
  )
})

describe('the time to wait', () => {
  const now = Date.parse('2026-11-21T12:00:00Z')
  test.each([
    ['7', 7],
    ['1.2', 2],
    ['Sat, 21 Nov 2026 12:01:30 GMT', 90],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 1],
    ['999999', 3600],
    ['soon', undefined],
  ])('%j is %s s', (header, seconds) => {
    const error = refused(429, { headers: { 'retry-after': header } })
    expect(explainError(error, origin, now).retryAfter).toBe(seconds)
  })
})

test('a spent quota is about credit although its status is 429', () => {
  const data = { error: { code: 'insufficient_quota', message: 'raw words' } }
  expect(explainError(refused(429, { data }), origin).code).toBe('provider_credit')
})

test('an error inside a good answer counts by its own code', () => {
  const data = { error: { code: 502, message: 'raw words' } }
  expect(explainError(refused(200, { data }), origin).code).toBe('provider_error')
  expect(explainError({ type: 'overloaded_error', message: 'raw words' }, origin).code).toBe(
    'provider_overloaded',
  )
})

test.each([
  ['ECONNREFUSED', 'provider_error', 'could not be reached'],
  ['ENOTFOUND', 'provider_error', 'could not be reached'],
  ['UND_ERR_CONNECT_TIMEOUT', 'provider_timeout', 'too long'],
  ['UND_ERR_SOCKET', 'provider_error', 'broke off'],
])('network failure %s', (networkCode, code, words) => {
  const failure = explainError(networkError(networkCode), origin)
  expect(failure.code).toBe(code)
  expect(failure.message).toContain(words)
  const wrapped = refused(undefined, { cause: networkError(networkCode) })
  expect(explainError(wrapped, origin)).toEqual(failure)
})

test('timeouts, rubbish, own errors and wrapped errors are told apart', () => {
  expect(explainError(new DOMException('x', 'TimeoutError'), origin).code).toBe('provider_timeout')
  expect(explainError(new DOMException('x', 'AbortError'), origin).code).toBe('interrupted')
  expect(explainError(new TypeValidationError({ value: 1, cause: 1 }), origin).code).toBe(
    'provider_error',
  )
  expect(explainError(new Error('bug'), origin).code).toBe('internal_error')
  const own = new SkeinError('provider_timeout', 'Wait.', { retryAfter: 3 })
  expect(explainError(own)).toEqual({ code: 'provider_timeout', message: 'Wait.', retryAfter: 3 })
  const retried = new RetryError({
    message: 'x',
    reason: 'maxRetriesExceeded',
    errors: [refused(402)],
  })
  expect(explainError(retried, origin).code).toBe('provider_credit')
  const noOutput = new NoOutputGeneratedError({ cause: refused(402) })
  expect(explainError(noOutput, origin).code).toBe('provider_credit')
})

test.each<[unknown, string]>([
  [refused(400), 'nobody'],
  [refused(413), 'nobody'],
  [refused(422), 'nobody'],
  [new Error('bug'), 'nobody'],
  [refused(401), 'other-providers'],
  [refused(403), 'other-providers'],
  [refused(402), 'anybody'],
  [refused(404), 'anybody'],
  [refused(429), 'anybody'],
  [refused(503), 'anybody'],
  [networkError('ECONNRESET'), 'anybody'],
  [new SkeinError('provider_timeout', 'x'), 'anybody'],
])('after %s %s may be asked', (error, who) => {
  expect(whoElseMayAnswer(error)).toBe(who)
})
