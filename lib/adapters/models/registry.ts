import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { createOpenRouter } from '@openrouter/ai-sdk-provider'

import { snapshotEntries, type CatalogueEntry } from '@/lib/adapters/models/catalogue-entry'
import { readCompatibleModels } from '@/lib/adapters/models/compatible-catalogue'
import { createDemoModel } from '@/lib/adapters/models/demo-model'
import { readOpenRouterModels } from '@/lib/adapters/models/openrouter-catalogue'
import type { Model, Provider } from '@/lib/core/models/model'
import type { LanguageModelRequest } from '@/lib/core/ports'

export type ModelSettings = {
  openrouterApiKey?: string
  openrouterBaseUrl: string
  openaiApiKey?: string
  openaiBaseUrl: string
  openaiCompatibleBaseUrl?: string
  openaiCompatibleApiKey?: string
  ollamaBaseUrl: string
  thesysApiKey?: string
  thesysBaseUrl: string
  defaultModel?: string
  fallbackModels: string[]
  /** Those that write titles and summaries, where the settings name any. */
  backgroundModels: string[]
  firstTokenTimeoutMs: number
  appUrl?: string
}

type ModelContext = {
  settings: ModelSettings
  /** The provider's own id of the model. */
  id: string
  fetch: typeof globalThis.fetch
  thread: LanguageModelRequest['thread']
}

export type ModelProvider = {
  id: string
  name: string
  /** What to do when it is not configured. */
  hint: string
  keyVariable: string | null
  key(settings: ModelSettings): string | undefined
  baseUrl(settings: ModelSettings): string | undefined
  configured(settings: ModelSettings, isReachable: boolean): boolean
  languageModel(context: ModelContext): LanguageModelV4
  /** How to read `data` of GET {baseUrl}/models; absent when that list is of no use. */
  readModels?(list: unknown[]): Model[]
  /** A server that need not be there: asked often, its absence is no fault. */
  isOptional?: boolean
  curated: CatalogueEntry[]
  curatedAs: Provider['catalogue']
  /** The provider's ids for new threads, the best first; else its first model is taken. */
  preferred: string[]
  /** The provider's ids for titles and summaries, the best first. */
  cheap: string[]
}

const openrouter: ModelProvider = {
  id: 'openrouter',
  name: 'OpenRouter',
  hint: 'Set OPENROUTER_API_KEY to a key from openrouter.ai/keys and start Skein again.',
  keyVariable: 'OPENROUTER_API_KEY',
  key: (settings) => settings.openrouterApiKey,
  baseUrl: (settings) => settings.openrouterBaseUrl,
  configured: (settings) => settings.openrouterApiKey !== undefined,
  languageModel: ({ settings, id, fetch }) =>
    createOpenRouter({
      apiKey: settings.openrouterApiKey,
      baseURL: settings.openrouterBaseUrl,
      appName: 'Skein',
      appUrl: settings.appUrl,
      compatibility: 'strict',
      fetch,
    }).chat(id, { usage: { include: true } }),
  readModels: readOpenRouterModels,
  curated: snapshotEntries(),
  curatedAs: 'snapshot',
  preferred: ['openai/gpt-4o-mini', 'openai/gpt-4o', 'anthropic/claude-3.5-sonnet'],
  cheap: ['openai/gpt-4.1-nano', 'google/gemini-2.5-flash-lite', 'openai/gpt-4o-mini'],
}

const openai: ModelProvider = {
  id: 'openai',
  name: 'OpenAI',
  hint: 'Set OPENAI_API_KEY to a key from platform.openai.com/api-keys and start Skein again.',
  keyVariable: 'OPENAI_API_KEY',
  key: (settings) => settings.openaiApiKey,
  baseUrl: (settings) => settings.openaiBaseUrl,
  configured: (settings) => settings.openaiApiKey !== undefined,
  languageModel: ({ settings, id, fetch }) =>
    createOpenAI({
      apiKey: settings.openaiApiKey,
      baseURL: settings.openaiBaseUrl,
      fetch,
    }).chat(id),
  // prettier-ignore
  curated: [
    { id: 'gpt-4o-mini', name: 'GPT-4o mini', context: 128_000, output: 16_384, price: [0.15, 0.6], abilities: 'tools images' },
    { id: 'gpt-4o', name: 'GPT-4o', context: 128_000, output: 16_384, price: [2.5, 10], abilities: 'tools images' },
    { id: 'gpt-4.1', name: 'GPT-4.1', context: 1_047_576, output: 32_768, price: [2, 8], abilities: 'tools images' },
    { id: 'gpt-4.1-mini', name: 'GPT-4.1 mini', context: 1_047_576, output: 32_768, price: [0.4, 1.6], abilities: 'tools images' },
    { id: 'gpt-4.1-nano', name: 'GPT-4.1 nano', context: 1_047_576, output: 32_768, price: [0.1, 0.4], abilities: 'tools images' },
    { id: 'gpt-5', name: 'GPT-5', context: 400_000, output: 128_000, price: [1.25, 10], abilities: 'tools reasoning images' },
    { id: 'gpt-5-mini', name: 'GPT-5 mini', context: 400_000, output: 128_000, price: [0.25, 2], abilities: 'tools reasoning images' },
    { id: 'gpt-5-nano', name: 'GPT-5 nano', context: 400_000, output: 128_000, price: [0.05, 0.4], abilities: 'tools reasoning images' },
    { id: 'gpt-5.1', name: 'GPT-5.1', context: 400_000, output: 128_000, price: [1.25, 10], abilities: 'tools reasoning images' },
    { id: 'gpt-5.2', name: 'GPT-5.2', context: 400_000, output: 128_000, price: [1.75, 14], abilities: 'tools reasoning images' },
    { id: 'gpt-5.4', name: 'GPT-5.4', context: 272_000, output: 128_000, price: [2.5, 15], abilities: 'tools reasoning images' },
    { id: 'o3', name: 'o3', context: 200_000, output: 100_000, price: [2, 8], abilities: 'tools reasoning images' },
    { id: 'o4-mini', name: 'o4-mini', context: 200_000, output: 100_000, price: [1.1, 4.4], abilities: 'tools reasoning images' },
  ],
  curatedAs: 'curated',
  preferred: ['gpt-4o-mini'],
  cheap: ['gpt-4.1-nano', 'gpt-4o-mini'],
}

const thesys: ModelProvider = {
  id: 'thesys',
  name: 'Thesys C1',
  hint: 'Set THESYS_API_KEY to a key from console.thesys.dev and start Skein again.',
  keyVariable: 'THESYS_API_KEY',
  key: (settings) => settings.thesysApiKey,
  baseUrl: (settings) => settings.thesysBaseUrl,
  configured: (settings) => settings.thesysApiKey !== undefined,
  languageModel: ({ settings, id, fetch }) =>
    createOpenAICompatible({
      name: 'thesys',
      apiKey: settings.thesysApiKey,
      baseURL: settings.thesysBaseUrl,
      includeUsage: true,
      fetch,
    }).chatModel(id),
  // prettier-ignore
  curated: [
    { id: 'c1/anthropic/claude-sonnet-4/v-20251230', name: 'C1: Claude Sonnet 4 (2025-12-30)', context: 200_000, output: null, price: null, abilities: 'tools images' },
    { id: 'c1/openai/gpt-5.2/v-20251230', name: 'C1: GPT-5.2 (2025-12-30)', context: 400_000, output: null, price: null, abilities: 'tools images' },
    { id: 'c1/anthropic/claude-sonnet-4/v-20250815', name: 'C1: Claude Sonnet 4 (2025-08-15)', context: 200_000, output: null, price: null, abilities: 'tools images' },
  ],
  curatedAs: 'curated',
  preferred: [],
  cheap: [],
}

const openaiCompatible: ModelProvider = {
  id: 'openai-compatible',
  name: 'OpenAI-compatible server',
  hint: 'Set OPENAI_COMPATIBLE_BASE_URL to the address of a server such as LM Studio or vLLM and start Skein again.',
  keyVariable: 'OPENAI_COMPATIBLE_API_KEY',
  key: (settings) => settings.openaiCompatibleApiKey,
  baseUrl: (settings) => settings.openaiCompatibleBaseUrl,
  configured: (settings) => settings.openaiCompatibleBaseUrl !== undefined,
  languageModel: ({ settings, id, fetch }) =>
    createOpenAICompatible({
      name: 'openai-compatible',
      apiKey: settings.openaiCompatibleApiKey,
      baseURL: settings.openaiCompatibleBaseUrl ?? '',
      includeUsage: true,
      fetch,
    }).chatModel(id),
  readModels: (list) => readCompatibleModels('openai-compatible', list),
  curated: [],
  curatedAs: 'none',
  preferred: [],
  cheap: [],
}

const ollama: ModelProvider = {
  id: 'ollama',
  name: 'Ollama',
  hint: 'Start Ollama on this computer, or set OLLAMA_BASE_URL to where it runs; it is found within a few minutes.',
  keyVariable: null,
  key: () => undefined,
  baseUrl: (settings) => settings.ollamaBaseUrl,
  configured: (_settings, isReachable) => isReachable,
  languageModel: ({ settings, id, fetch }) =>
    createOpenAICompatible({
      name: 'ollama',
      baseURL: settings.ollamaBaseUrl,
      includeUsage: true,
      fetch,
    }).chatModel(id),
  readModels: (list) => readCompatibleModels('ollama', list),
  isOptional: true,
  curated: [],
  curatedAs: 'none',
  preferred: [],
  cheap: [],
}

const demo: ModelProvider = {
  id: 'demo',
  name: 'Skein demo (no AI)',
  hint: '',
  keyVariable: null,
  key: () => undefined,
  baseUrl: () => undefined,
  configured: () => true,
  languageModel: ({ thread }) => createDemoModel({ thread }),
  // prettier-ignore
  curated: [
    { id: 'skein', name: 'Skein demo (no AI)', context: 32_768, output: 4096, price: [0, 0], abilities: '' },
  ],
  curatedAs: 'curated',
  preferred: ['skein'],
  cheap: [],
}

/** Every provider, in the order of the list and of the search for a default model. */
export const modelProviders: readonly ModelProvider[] = [
  openrouter,
  openai,
  thesys,
  openaiCompatible,
  ollama,
  demo,
]

export const demoModelId = 'demo/skein'
