import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider'

import { SkeinError } from '@/lib/core/errors'
import type { Model } from '@/lib/core/models/model'
import type { Models } from '@/lib/core/ports'

/** One model call as a test scripts it: given the abort signal, yields the text deltas of the answer. */
export type ScriptedCall = (call: {
  prompt: unknown
  abortSignal: AbortSignal
}) => AsyncIterable<string>

export const memoryModel: Model = {
  id: 'memory/model',
  provider: 'memory',
  name: 'Memory',
  description: null,
  context_window: 8000,
  max_output_tokens: null,
  price: { input: 1, output: 2 },
  abilities: { tools: false, reasoning: false, images: false, files: false },
  configured: true,
  demo: false,
}

/** The models port in memory: one model that answers by a script. */
export function createMemoryModels(call: ScriptedCall): Models {
  return {
    list: () => ({ data: [memoryModel], providers: [], default_model: memoryModel.id }),
    find: (id) => (id === memoryModel.id ? memoryModel : null),
    defaultId: () => memoryModel.id,
    cheapModel: () => null,
    explainError: (error) => ({
      code: error instanceof SkeinError ? error.code : 'provider_error',
      message: error instanceof Error ? error.message : String(error),
    }),
    languageModel: () => scriptedModel(call),
  }
}

const usage = {
  inputTokens: { total: 10, noCache: 10, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 5, text: 5, reasoning: undefined },
}

function scriptedModel(call: ScriptedCall): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'memory',
    modelId: 'model',
    supportedUrls: {},
    async doGenerate({ prompt, abortSignal = new AbortController().signal }) {
      let text = ''
      for await (const delta of call({ prompt, abortSignal })) text += delta
      return {
        content: [{ type: 'text', text }],
        usage,
        finishReason: { unified: 'stop', raw: 'stop' },
        warnings: [],
      }
    },
    async doStream({ prompt, abortSignal = new AbortController().signal }) {
      const deltas = call({ prompt, abortSignal })
      async function* parts(): AsyncGenerator<LanguageModelV4StreamPart> {
        yield { type: 'stream-start', warnings: [] }
        yield { type: 'text-start', id: '1' }
        for await (const delta of deltas) yield { type: 'text-delta', id: '1', delta }
        yield { type: 'text-end', id: '1' }
        yield { type: 'finish', usage, finishReason: { unified: 'stop', raw: 'stop' } }
      }
      const source = parts()
      return {
        stream: new ReadableStream({
          async pull(controller) {
            const { done, value } = await source.next()
            if (done) controller.close()
            else controller.enqueue(value)
          },
        }),
      }
    },
  }
}
