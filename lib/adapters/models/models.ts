import { APICallError } from '@ai-sdk/provider'

import { Catalogue, type CatalogueCache } from '@/lib/adapters/models/catalogue'
import { explainError, type ErrorOrigin } from '@/lib/adapters/models/explain-error'
import { withFallback, type Candidate } from '@/lib/adapters/models/fallback-model'
import { mergeDeltas } from '@/lib/adapters/models/merge-deltas'
import { createMergeWindow } from '@/lib/adapters/models/merge-window'
import {
  demoModelId,
  modelProviders,
  type ModelProvider,
  type ModelSettings,
} from '@/lib/adapters/models/registry'
import { contextRoom } from '@/lib/core/context/context-budget'
import { SkeinError } from '@/lib/core/errors'
import type { Model, ModelList, Provider } from '@/lib/core/models/model'
import { resolveModel } from '@/lib/core/models/resolve-model'
import type { Clock, LanguageModelRequest, Log, Models } from '@/lib/core/ports'

export type ModelsOptions = {
  settings: ModelSettings
  cache: CatalogueCache
  log: Log
  clock: Clock
  /** Milliseconds that deltas are held; by default chosen by the load of this process. */
  mergeWindowMs?: () => number
  fetch?: typeof globalThis.fetch
  /** Milliseconds between two looks at what is new; a minute by default. */
  lookMs?: number
}

export type RunningModels = Models & {
  /** Fetches every catalogue that can be fetched now. Never rejects; returns the names of the providers that failed. */
  refresh(): Promise<string[]>
  /** Takes the cached catalogues, and looks from time to time what is new. */
  start(): Promise<void>
  close(): void
}

type Source = { provider: ModelProvider; catalogue: Catalogue }

/** All models of all providers. Nothing is asked of the network before `start` or `refresh`. */
export function createModels(options: ModelsOptions): RunningModels {
  const { settings, cache, log, clock } = options
  const fetch = options.fetch ?? globalThis.fetch
  const mergeWindow = createMergeWindow()
  const mergedFetch = mergeDeltas(fetch, {
    windowMs: options.mergeWindowMs ?? mergeWindow.windowMs,
    onStreamOpen: mergeWindow.onStreamOpen,
  })

  let index: ReadonlyMap<string, Model> | null = null
  const onChange = () => {
    index = null
  }
  const sources: Source[] = modelProviders.map((provider) => ({
    provider,
    catalogue: new Catalogue({
      provider,
      settings,
      cache,
      fetch,
      log,
      clock,
      onChange,
      lookMs: options.lookMs,
    }),
  }))

  function isConfigured({ provider, catalogue }: Source): boolean {
    return provider.configured(settings, catalogue.isReachable)
  }

  function modelsOf(source: Source): Model[] {
    const configured = isConfigured(source)
    const demo = source.provider.id === 'demo'
    return source.catalogue.models.map((model) => ({ ...model, configured, demo }))
  }

  function modelIndex(): ReadonlyMap<string, Model> {
    index ??= new Map(sources.flatMap(modelsOf).map((model) => [model.id, model]))
    return index
  }

  function find(id: string): Model | null {
    return resolveModel(modelIndex(), id)
  }

  function presentProvider(source: Source): Provider {
    const { provider, catalogue } = source
    const configured = isConfigured(source)
    return {
      id: provider.id,
      name: provider.name,
      configured,
      hint: configured ? null : provider.hint,
      catalogue: catalogue.source,
      fetched_at: catalogue.fetchedAt?.toISOString() ?? null,
    }
  }

  function firstOf(source: Source): string | undefined {
    const { provider, catalogue } = source
    const listed = new Set(catalogue.models.map((model) => model.id))
    const preferred = provider.preferred.map((id) => `${provider.id}/${id}`)
    return preferred.find((id) => listed.has(id)) ?? catalogue.models[0]?.id
  }

  function defaultId(): string {
    const wanted = settings.defaultModel === undefined ? null : find(settings.defaultModel)
    if (wanted) return wanted.id
    return sources.filter(isConfigured).map(firstOf).find(Boolean) ?? demoModelId
  }

  function requireProvider(model: Model): ModelProvider {
    const provider = modelProviders.find(({ id }) => id === model.provider)
    if (!provider) throw new SkeinError('unknown_model', `There is no provider ${model.provider}.`)
    return provider
  }

  function originOf({ name, keyVariable }: ModelProvider): ErrorOrigin {
    return { name, keyVariable }
  }

  function candidate(model: Model, { thread, onRequest }: LanguageModelRequest): Candidate {
    const provider = requireProvider(model)
    const id = model.id.slice(provider.id.length + 1)
    const fetch: typeof globalThis.fetch = (input, init) => {
      if (typeof init?.body === 'string') onRequest?.(model, init.body)
      return mergedFetch(input, init)
    }
    return {
      model,
      origin: originOf(provider),
      languageModel: provider.languageModel({ settings, id, fetch, thread }),
    }
  }

  function cheapModel({ provider: id }: Model): Model | null {
    const provider = modelProviders.find((each) => each.id === id)
    const cheap = provider?.cheap.map((name) => find(`${id}/${name}`)) ?? []
    return cheap.find((model) => model?.configured && model.provider === id) ?? null
  }

  function fallbacksOf(model: Model): Model[] {
    const fallbacks = settings.fallbackModels
      .map(find)
      .filter(
        (other): other is Model => other !== null && other.configured && other.id !== model.id,
      )
    return [...new Map(fallbacks.map((other) => [other.id, other])).values()]
  }

  function languageModel(request: LanguageModelRequest) {
    const { model, onFallback, onServed } = request
    if (!find(model.id)?.configured) {
      throw new SkeinError('model_not_configured', requireProvider(model).hint)
    }
    const { inputTokens = 0, fallbacks = fallbacksOf(model) } = request
    const others = fallbacks
      .filter((other) => contextRoom(other).input >= inputTokens)
      .map((other) => candidate(other, request))
    const { firstTokenTimeoutMs } = settings
    return withFallback([candidate(model, request), ...others], {
      firstTokenTimeoutMs,
      onFallback,
      onServed,
    })
  }

  function findOrigin(error: unknown): ErrorOrigin | undefined {
    if (!APICallError.isInstance(error)) return undefined
    const provider = modelProviders.find((each) => {
      const baseUrl = each.baseUrl(settings)
      return baseUrl !== undefined && error.url.startsWith(baseUrl)
    })
    return provider && originOf(provider)
  }

  function warnOfUnknownIds() {
    const { defaultModel, fallbackModels, backgroundModels } = settings
    for (const id of [defaultModel, ...fallbackModels, ...backgroundModels]) {
      if (id !== undefined && !find(id)) log.warn('model-unknown', { model: id })
    }
  }

  let isChecked = false

  async function refresh(): Promise<string[]> {
    const results = await Promise.all(
      sources.map(
        async ({ provider, catalogue }) => [provider.name, await catalogue.refresh()] as const,
      ),
    )
    if (!isChecked) warnOfUnknownIds()
    isChecked = true
    return results.filter(([, isFetched]) => !isFetched).map(([name]) => name)
  }

  return {
    list: (): ModelList => ({
      data: [...modelIndex().values()],
      providers: sources.map(presentProvider),
      default_model: defaultId(),
    }),
    find,
    defaultId,
    cheapModel,
    languageModel,
    explainError: (error) => explainError(error, findOrigin(error), clock.now()),
    refresh,
    async start() {
      await Promise.all(sources.map(({ catalogue }) => catalogue.open()))
      for (const { catalogue } of sources) catalogue.start()
    },
    close() {
      for (const { catalogue } of sources) catalogue.close()
    },
  }
}
