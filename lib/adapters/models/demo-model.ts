import { setTimeout as delay } from 'node:timers/promises'

import type {
  LanguageModelV4,
  LanguageModelV4Prompt,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider'

import { composeDemoAnswer } from '@/lib/adapters/models/demo-answer'
import { SkeinError } from '@/lib/core/errors'
import type { LanguageModelRequest } from '@/lib/core/ports'

type DemoOptions = {
  thread: LanguageModelRequest['thread']
  /** Waits this many milliseconds; rejects with the signal's reason when it is aborted. */
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

const textId = 'demo'

function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4)
}

function estimateUsage(prompt: LanguageModelV4Prompt, answer: string): LanguageModelV4Usage {
  const texts = prompt.map(({ content }) =>
    typeof content === 'string'
      ? content
      : content.map((part) => ('text' in part ? part.text : '')).join(''),
  )
  const input = estimateTokens(texts.join(''))
  const output = estimateTokens(answer)
  return {
    inputTokens: { total: input, noCache: input, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: output, text: output, reasoning: undefined },
  }
}

function demoFailure(): SkeinError {
  return new SkeinError(
    'provider_error',
    'This is the error that you asked the demo for. Nothing is broken: write something else, and it answers again.',
  )
}

async function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {
    throw signal.reason
  })
}

/** A model that needs no network and no key: it tells about Skein and about the thread it is in. */
export function createDemoModel({ thread, wait = waitFor }: DemoOptions): LanguageModelV4 {
  async function* answerParts(
    prompt: LanguageModelV4Prompt,
    signal: AbortSignal,
  ): AsyncGenerator<LanguageModelV4StreamPart> {
    const { markdown, tokensPerSecond, fails } = composeDemoAnswer({ thread, prompt })
    const words = Number.isFinite(tokensPerSecond) ? (markdown.match(/\s*\S+/g) ?? []) : [markdown]
    const startedAt = performance.now()
    yield { type: 'stream-start', warnings: [] }
    yield { type: 'response-metadata', modelId: 'skein' }
    yield { type: 'text-start', id: textId }
    for (const [position, word] of words.entries()) {
      const dueAt = startedAt + ((position + 1) * 1000) / tokensPerSecond
      await wait(Math.max(0, dueAt - performance.now()), signal)
      yield { type: 'text-delta', id: textId, delta: word }
    }
    yield { type: 'text-end', id: textId }
    if (fails) yield { type: 'error', error: demoFailure() }
    const unified = fails ? 'error' : 'stop'
    const usage = estimateUsage(prompt, markdown)
    yield { type: 'finish', finishReason: { unified, raw: unified }, usage }
  }

  return {
    specificationVersion: 'v4',
    provider: 'demo',
    modelId: 'skein',
    supportedUrls: {},
    async doGenerate({ prompt }) {
      const { markdown, fails } = composeDemoAnswer({ thread, prompt })
      if (fails) throw demoFailure()
      return {
        content: [{ type: 'text', text: markdown }],
        finishReason: { unified: 'stop', raw: 'stop' },
        usage: estimateUsage(prompt, markdown),
        warnings: [],
      }
    },
    async doStream({ prompt, abortSignal }) {
      const cancelled = new AbortController()
      const signal = abortSignal
        ? AbortSignal.any([abortSignal, cancelled.signal])
        : cancelled.signal
      const parts = answerParts(prompt, signal)
      const stream = new ReadableStream<LanguageModelV4StreamPart>(
        {
          async pull(controller) {
            const { done, value } = await parts.next()
            if (done) controller.close()
            else controller.enqueue(value)
          },
          cancel(reason) {
            cancelled.abort(reason)
          },
        },
        { highWaterMark: 0 },
      )
      return { stream }
    },
  }
}
