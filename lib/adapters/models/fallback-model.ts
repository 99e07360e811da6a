import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
} from '@ai-sdk/provider'

import {
  explainError,
  whoElseMayAnswer,
  type ErrorOrigin,
} from '@/lib/adapters/models/explain-error'
import { SkeinError } from '@/lib/core/errors'
import type { Model } from '@/lib/core/models/model'
import type { Fallback } from '@/lib/core/ports'

export type Candidate = {
  model: Model
  languageModel: LanguageModelV4
  origin: ErrorOrigin
}

export type FallbackOptions = {
  /** Milliseconds that one candidate may take to its first content; streaming calls only. */
  firstTokenTimeoutMs: number
  onFallback(fallback: Fallback): void
  /** Called once per call, when it is certain which model answers. */
  onServed?(model: Model): void
}

type Part = LanguageModelV4StreamPart
type Opened = { result: LanguageModelV4StreamResult; stream: ReadableStream<Part> }

const preliminary = new Set<Part['type']>([
  'stream-start',
  'response-metadata',
  'ping',
  'raw',
  'text-start',
  'text-end',
  'reasoning-start',
  'reasoning-end',
])

function isContent(part: Part): boolean {
  if (part.type === 'text-delta' || part.type === 'reasoning-delta') return part.delta !== ''
  return !preliminary.has(part.type)
}

function explained(error: unknown, { origin }: Candidate): SkeinError {
  if (error instanceof SkeinError) return error
  const { code, message, retryAfter } = explainError(error, origin)
  return new SkeinError(code, message, { retryAfter, cause: error })
}

/** Throws what a part before any content says about a failed answer. */
function requireGood(part: Part, { origin }: Candidate): void {
  if (part.type === 'error') throw part.error
  if (part.type !== 'finish') return
  const { unified, raw } = part.finishReason
  if (unified === 'error' || unified === 'interrupted' || raw === undefined || raw === 'error') {
    throw new SkeinError(
      'provider_error',
      `${origin.name} ended the answer before its first word. Ask again, or pick another model.`,
    )
  }
}

/** Settles as the promise does, or rejects as soon as the signal is aborted. */
function unlessAborted<Value>(promise: PromiseLike<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).then(() => signal.removeEventListener('abort', abort))
  })
}

async function readToContent(
  reader: ReadableStreamDefaultReader<Part>,
  candidate: Candidate,
  signal: AbortSignal,
): Promise<Part[]> {
  const held: Part[] = []
  for (;;) {
    const { done, value } = await unlessAborted(reader.read(), signal)
    if (done) {
      throw new SkeinError(
        'provider_error',
        `${candidate.origin.name} sent an empty answer. Ask again, or pick another model.`,
      )
    }
    requireGood(value, candidate)
    held.push(value)
    if (isContent(value)) return held
  }
}

/** How a stream ends whose connection broke off. */
const brokenOffEnd: Part = {
  type: 'finish',
  finishReason: { unified: 'error', raw: undefined },
  usage: {
    inputTokens: {
      total: undefined,
      noCache: undefined,
      cacheRead: undefined,
      cacheWrite: undefined,
    },
    outputTokens: { total: undefined, text: undefined, reasoning: undefined },
  },
}

type Opening = { candidate: Candidate; signal: AbortSignal; abort: AbortController }

/**
 * The rest of a stream behind the parts that were held. Errors are told in our words, and always as
 * parts: some providers send them so, others break the stream.
 */
function resume(
  ready: Part[],
  reader: ReadableStreamDefaultReader<Part>,
  { candidate, signal, abort }: Opening,
): ReadableStream<Part> {
  let isOver = false

  function inOurWords(error: unknown): Part {
    return { type: 'error', error: signal.aborted ? error : explained(error, candidate) }
  }

  async function readNext(): Promise<void> {
    try {
      const { done, value } = await reader.read()
      if (done) isOver = true
      else ready.push(value.type === 'error' ? inOurWords(value.error) : value)
    } catch (error) {
      if (signal.aborted) throw error
      isOver = true
      ready.push(inOurWords(error), brokenOffEnd)
    }
  }

  return new ReadableStream<Part>(
    {
      async pull(controller) {
        if (ready.length === 0 && !isOver) await readNext()
        const part = ready.shift()
        if (part) controller.enqueue(part)
        else controller.close()
      },
      async cancel(reason) {
        abort.abort(reason)
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

/** Opens one candidate's stream up to its first content. On any failure its connection is closed. */
async function openStream(
  candidate: Candidate,
  options: LanguageModelV4CallOptions,
  firstTokenTimeoutMs: number,
): Promise<Opened> {
  const abort = new AbortController()
  const signal = options.abortSignal
    ? AbortSignal.any([options.abortSignal, abort.signal])
    : abort.signal
  const deadline = setTimeout(() => {
    const seconds = Math.max(1, Math.round(firstTokenTimeoutMs / 1000))
    const message = `${candidate.origin.name} did not begin to answer within ${seconds} s. Ask again, or pick another model.`
    abort.abort(new SkeinError('provider_timeout', message))
  }, firstTokenTimeoutMs)
  let reader: ReadableStreamDefaultReader<Part> | undefined
  try {
    const call = candidate.languageModel.doStream({ ...options, abortSignal: signal })
    const result = await unlessAborted(call, signal)
    reader = result.stream.getReader()
    const held = await readToContent(reader, candidate, signal)
    return { result, stream: resume(held, reader, { candidate, signal, abort }) }
  } catch (error) {
    abort.abort(error)
    // The stream may already have failed; then there is nothing left to cancel.
    reader?.cancel(error).catch(() => undefined)
    throw signal.reason instanceof SkeinError ? signal.reason : error
  } finally {
    clearTimeout(deadline)
  }
}

/** The position of the next candidate that may answer after this error, or -1. */
function nextCandidate(candidates: Candidate[], failed: number, error: unknown): number {
  const who = whoElseMayAnswer(error)
  if (who === 'nobody') return -1
  const provider = candidates[failed]!.model.provider
  return candidates.findIndex(
    ({ model }, index) => index > failed && (who === 'anybody' || model.provider !== provider),
  )
}

/**
 * A model that asks the candidates in order as long as no content has come. After the first content
 * it never switches. Errors are SkeinErrors with the provider's error as their cause; an abort by
 * the caller ends everything at once, with the caller's reason.
 */
export function withFallback(
  candidates: [Candidate, ...Candidate[]],
  { firstTokenTimeoutMs, onFallback, onServed }: FallbackOptions,
): LanguageModelV4 {
  async function askInOrder<Answer>(
    abortSignal: AbortSignal | undefined,
    ask: (candidate: Candidate) => PromiseLike<Answer>,
  ): Promise<Answer> {
    let position = 0
    for (;;) {
      const candidate = candidates[position]!
      try {
        const answer = await ask(candidate)
        onServed?.(candidate.model)
        return answer
      } catch (error) {
        if (abortSignal?.aborted) throw abortSignal.reason
        const failure = explained(error, candidate)
        position = nextCandidate(candidates, position, error)
        if (position < 0) throw failure
        const { code, message } = failure
        onFallback({ from: candidate.model.id, to: candidates[position]!.model.id, code, message })
      }
    }
  }

  const { languageModel } = candidates[0]
  return {
    specificationVersion: 'v4',
    provider: languageModel.provider,
    modelId: languageModel.modelId,
    supportedUrls: languageModel.supportedUrls,
    doGenerate: (options) =>
      askInOrder(options.abortSignal, (candidate) => candidate.languageModel.doGenerate(options)),
    async doStream(options) {
      const { result, stream } = await askInOrder(options.abortSignal, (candidate) =>
        openStream(candidate, options, firstTokenTimeoutMs),
      )
      return { ...result, stream }
    },
  }
}
