import { AISDKError, APICallError, LoadAPIKeyError } from '@ai-sdk/provider'
import { NoOutputGeneratedError, RetryError } from 'ai'

import { SkeinError, type ErrorCode } from '@/lib/core/errors'
import type { ProviderFailure } from '@/lib/core/ports'

/** Whom an error's sentence is about. */
export type ErrorOrigin = {
  name: string
  /** The variable that holds its key; null when it needs none. */
  keyVariable: string | null
}

type Fault =
  | { kind: 'status'; status: number; retryAfter?: number }
  | { kind: 'skein'; failure: ProviderFailure }
  | { kind: 'timeout' | 'unreachable' | 'broken-off' | 'unreadable' | 'stopped' | 'unknown' }

const statusOfCode: Record<string, number> = {
  insufficient_quota: 402,
  insufficient_credits: 402,
  invalid_api_key: 401,
  authentication_error: 401,
  permission_error: 403,
  invalid_request_error: 400,
  context_length_exceeded: 400,
  rate_limit_exceeded: 429,
  rate_limit_error: 429,
  overloaded_error: 529,
  server_overloaded: 503,
  server_error: 500,
  api_error: 500,
  timeout: 408,
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
])
const timedOut = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
])
const brokenOff = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_ABORTED'])

const longestRetryAfter = 3600

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined
}

function causes(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let next = error; next != null && chain.length < 8; next = field(next, 'cause')) {
    chain.push(next)
  }
  return chain
}

function statusOf(code: unknown): number | null {
  if (typeof code === 'string' && Object.hasOwn(statusOfCode, code)) return statusOfCode[code]!
  const status = Number(code)
  return Number.isInteger(status) && status >= 400 && status < 600 ? status : null
}

/** The status in an error object as providers write it: `{ code, message, type? }`. */
function statusOfBody(body: unknown): number | null {
  return statusOf(field(body, 'code')) ?? statusOf(field(body, 'type'))
}

/** Seconds, from a number of seconds or a date. */
function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (!value) return undefined
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000
  if (Number.isNaN(seconds)) return undefined
  return Math.min(longestRetryAfter, Math.max(1, Math.ceil(seconds)))
}

function readCall(error: APICallError, now: number): Fault | null {
  const retryAfter = readRetryAfter(error.responseHeaders?.['retry-after'], now)
  const inBody = statusOfBody(field(error.data, 'error'))
  if (inBody === 402) return { kind: 'status', status: 402 }
  if (error.statusCode !== undefined && error.statusCode >= 300) {
    return { kind: 'status', status: error.statusCode, retryAfter }
  }
  return inBody === null ? null : { kind: 'status', status: inBody, retryAfter }
}

function readNetwork(error: unknown): Fault | null {
  for (const cause of causes(error)) {
    const code = field(cause, 'code')
    if (field(cause, 'name') === 'TimeoutError') return { kind: 'timeout' }
    if (typeof code !== 'string') continue
    if (timedOut.has(code)) return { kind: 'timeout' }
    if (unreachable.has(code)) return { kind: 'unreachable' }
    if (brokenOff.has(code)) return { kind: 'broken-off' }
  }
  return null
}

function unwrap(error: unknown): unknown {
  if (RetryError.isInstance(error)) return unwrap(error.lastError)
  if (NoOutputGeneratedError.isInstance(error) && error.cause != null) return unwrap(error.cause)
  return error
}

function readFault(thrown: unknown, now: number): Fault {
  const error = unwrap(thrown)
  if (error instanceof SkeinError) {
    const { code, message, retryAfter } = error
    return { kind: 'skein', failure: { code, message, retryAfter } }
  }
  const isCall = APICallError.isInstance(error)
  const call = isCall ? readCall(error, now) : null
  if (call) return call
  const network = readNetwork(error)
  if (network) return network
  if (isCall && error.statusCode === undefined) return { kind: 'unreachable' }
  if (LoadAPIKeyError.isInstance(error)) return { kind: 'status', status: 401 }
  if (AISDKError.isInstance(error)) return { kind: 'unreadable' }
  if (field(error, 'name') === 'AbortError') return { kind: 'stopped' }
  if (error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message)) {
    return { kind: 'broken-off' }
  }
  if (error instanceof Error) return { kind: 'unknown' }
  const status = statusOfBody(error) ?? statusOfBody(field(error, 'error'))
  if (status !== null) return { kind: 'status', status }
  return field(error, 'message') === undefined && typeof error !== 'string'
    ? { kind: 'unknown' }
    : { kind: 'status', status: 500 }
}

const again = 'Ask again, or pick another model.'

function failure(code: ErrorCode, message: string, retryAfter?: number): ProviderFailure {
  return retryAfter === undefined ? { code, message } : { code, message, retryAfter }
}

function explainOverload(name: string, status: number, retryAfter?: number): ProviderFailure {
  const what = status === 429 ? 'limits requests at the moment' : 'is overloaded at the moment'
  const when = retryAfter === undefined ? 'a little' : `${retryAfter} s`
  return failure(
    'provider_overloaded',
    `${name} ${what}. Wait ${when} and ask again, or pick another model.`,
    retryAfter,
  )
}

function explainStatus(
  { status, retryAfter }: { status: number; retryAfter?: number },
  { name, keyVariable }: ErrorOrigin,
): ProviderFailure {
  switch (status) {
    case 401:
      return failure(
        'provider_unauthorized',
        keyVariable
          ? `The key for ${name} was refused. Check ${keyVariable}.`
          : `${name} refused this request. Check its access settings.`,
      )
    case 402:
      return failure(
        'provider_credit',
        `The account at ${name} has no credit left for this request. Add credit there, or pick a cheaper model.`,
      )
    case 403:
      return failure(
        'provider_unauthorized',
        keyVariable
          ? `${name} does not allow this request. Check that the key in ${keyVariable} may use this model, or pick another one.`
          : `${name} does not allow this request. Pick another model.`,
      )
    case 404:
      return failure(
        'provider_error',
        `${name} does not offer this model at the moment. Pick another one.`,
      )
    case 408:
    case 504:
      return failure('provider_timeout', `${name} took too long to answer. ${again}`)
    case 429:
    case 503:
    case 529:
      return explainOverload(name, status, retryAfter)
    default:
      return status < 500
        ? failure(
            'provider_error',
            `${name} did not accept this request (${status}). Shorten the conversation, or pick another model.`,
          )
        : failure('provider_error', `${name} failed to answer (${status}). ${again}`)
  }
}

function explainFault(fault: Fault, origin: ErrorOrigin): ProviderFailure {
  const { name } = origin
  switch (fault.kind) {
    case 'status':
      return explainStatus(fault, origin)
    case 'skein':
      return fault.failure
    case 'timeout':
      return failure('provider_timeout', `${name} took too long to answer. ${again}`)
    case 'unreachable':
      return failure(
        'provider_error',
        `${name} could not be reached. Check the network connection and its address, or pick another model.`,
      )
    case 'broken-off':
      return failure(
        'provider_error',
        `The connection to ${name} broke off before the answer was complete. ${again}`,
      )
    case 'unreadable':
      return failure('provider_error', `${name} sent an answer that cannot be read. ${again}`)
    case 'stopped':
      return failure('interrupted', 'The answer was stopped before it was complete. Ask again.')
    case 'unknown':
      return failure(
        'internal_error',
        'Something went wrong inside Skein while the answer was made. Ask again; the log has the details.',
      )
  }
}

const someProvider: ErrorOrigin = { name: 'The model’s provider', keyVariable: null }

/**
 * What a provider's error means to us. The sentence is our own: never the provider's text, which
 * may hold keys, addresses or other people's words. A SkeinError says what it says.
 */
export function explainError(
  error: unknown,
  origin: ErrorOrigin = someProvider,
  now: number = Date.now(),
): ProviderFailure {
  return explainFault(readFault(error, now), origin)
}

/** Who else may be asked after this error: nobody, any model, or models of other providers only. */
export function whoElseMayAnswer(error: unknown): 'nobody' | 'anybody' | 'other-providers' {
  const fault = readFault(error, 0)
  if (fault.kind === 'unknown' || fault.kind === 'stopped') return 'nobody'
  if (fault.kind !== 'status') return 'anybody'
  if ([400, 413, 422].includes(fault.status)) return 'nobody'
  return [401, 403].includes(fault.status) ? 'other-providers' : 'anybody'
}
