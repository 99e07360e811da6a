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
}

export type RunningModels = Models & {
  /** Fetches every catalogue that can be fetched now. Never rejects. */
  refresh(): Promise<void>
  /** Takes the cached catalogues, then fetches them in the background, now and from time to time. */
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
    catalogue: new Catalogue({ provider, settings, cache, fetch, log, clock, onChange }),
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

  function candidate(model: Model, thread: LanguageModelRequest['thread']): Candidate {
    const provider = requireProvider(model)
    const id = model.id.slice(provider.id.length + 1)
    return {
      model,
      origin: originOf(provider),
      languageModel: provider.languageModel({ settings, id, fetch: mergedFetch, thread }),
    }
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
    const { model, thread, onFallback, onServed } = request
    if (!find(model.id)?.configured) {
      throw new SkeinError('model_not_configured', requireProvider(model).hint)
    }
    const others = fallbacksOf(model).map((other) => candidate(other, thread))
    const { firstTokenTimeoutMs } = settings
    return withFallback([candidate(model, thread), ...others], {
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
    for (const id of [settings.defaultModel, ...settings.fallbackModels]) {
      if (id !== undefined && !find(id)) log.warn('model-unknown', { model: id })
    }
  }

  async function refresh(): Promise<void> {
    await Promise.all(sources.map(({ catalogue }) => catalogue.refresh()))
  }

  return {
    list: (): ModelList => ({
      data: [...modelIndex().values()],
      providers: sources.map(presentProvider),
      default_model: defaultId(),
    }),
    find,
    defaultId,
    languageModel,
    explainError: (error) => explainError(error, findOrigin(error), clock.now()),
    refresh,
    async start() {
      await Promise.all(sources.map(({ catalogue }) => catalogue.open()))
      for (const { catalogue } of sources) catalogue.start()
      // Joins the fetches that were just begun.
      void refresh().then(warnOfUnknownIds)
    },
    close() {
      for (const { catalogue } of sources) catalogue.close()
    },
  }
}
