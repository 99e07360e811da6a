import { z } from 'zod'

import { entryToModel } from '@/lib/adapters/models/catalogue-entry'
import type { ModelProvider, ModelSettings } from '@/lib/adapters/models/registry'
import { modelSchema, type Model, type Provider } from '@/lib/core/models/model'
import type { Clock, Log } from '@/lib/core/ports'

export type CatalogueCache = {
  read(provider: string): Promise<{ models: Model[]; fetchedAt: Date } | null>
  write(provider: string, models: Model[], fetchedAt: Date): Promise<void>
}

export type CatalogueOptions = {
  provider: ModelProvider
  settings: ModelSettings
  cache: CatalogueCache
  fetch: typeof globalThis.fetch
  log: Log
  clock: Clock
  /** Called whenever the models or the reachability changed. */
  onChange(): void
  /** Milliseconds between two looks once started; a minute by default. */
  lookMs?: number
}

const listSchema = z.object({ data: z.array(z.unknown()) })

const fetchTimeoutMs = 10_000
const optionalFetchTimeoutMs = 1500
const lookMs = 60_000

/** A delay up to a tenth shorter or longer, so that many processes do not ask at once. */
function jittered(delayMs: number): number {
  return delayMs * (0.9 + Math.random() * 0.2)
}

/** The models of one provider: live when they could be fetched, else cached, else curated. */
export class Catalogue {
  models: Model[]
  source: Provider['catalogue']
  fetchedAt: Date | null = null
  isReachable = false

  readonly #options: CatalogueOptions
  readonly #closed = new AbortController()
  #running: Promise<boolean> | null = null
  #timer: NodeJS.Timeout | undefined
  #isFailing = false

  constructor(options: CatalogueOptions) {
    this.#options = options
    const { provider } = options
    this.models = provider.curated.map((entry) => entryToModel(provider.id, entry))
    this.source = provider.curatedAs
  }

  /** Takes what an earlier process fetched, so that its models are known from the first request on. */
  async open(): Promise<void> {
    if (this.#canBeFetched() && this.fetchedAt === null) await this.#readCache()
  }

  /** Reads the cache once, then asks the provider. Never rejects; false when it failed, which keeps what there is. */
  refresh(): Promise<boolean> {
    this.#running ??= this.#refresh().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /**
   * Looks again from time to time: at a server that need not be there, and for other providers at the cache, which a
   * background job of this process or of another one renews.
   */
  start(): void {
    if (!this.#canBeFetched()) return
    const { isOptional } = this.#options.provider
    const look = () => void (isOptional ? this.refresh() : this.#readCache())
    if (isOptional) look()
    this.#timer = setInterval(look, jittered(this.#options.lookMs ?? lookMs)).unref()
  }

  close(): void {
    this.#closed.abort()
    clearInterval(this.#timer)
  }

  #canBeFetched(): boolean {
    const { provider, settings } = this.#options
    if (!provider.readModels || provider.baseUrl(settings) === undefined) return false
    return provider.isOptional === true || provider.configured(settings, false)
  }

  async #refresh(): Promise<boolean> {
    if (!this.#canBeFetched()) return true
    await this.open()
    try {
      const models = await this.#fetchModels()
      this.#isFailing = false
      this.#take(models, 'live', new Date(this.#options.clock.now()))
      await this.#writeCache()
      return true
    } catch (error) {
      this.#fail(error)
      return this.#options.provider.isOptional === true
    }
  }

  async #fetchModels(): Promise<Model[]> {
    const { provider, settings, fetch } = this.#options
    const timeoutMs = provider.isOptional ? optionalFetchTimeoutMs : fetchTimeoutMs
    const key = provider.key(settings)
    const response = await fetch(`${provider.baseUrl(settings)?.replace(/\/$/, '')}/models`, {
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), this.#closed.signal]),
    })
    if (!response.ok) throw new Error(`The model list was answered with ${response.status}`)
    const { data } = listSchema.parse(await response.json())
    const models = provider.readModels?.(data) ?? []
    if (models.length === 0) throw new Error('The model list has no usable model')
    return models
  }

  async #readCache(): Promise<void> {
    const { provider, cache, log } = this.#options
    try {
      const cached = await cache.read(provider.id)
      const models = (cached?.models ?? []).flatMap(
        (model) => modelSchema.safeParse(model).data ?? [],
      )
      const isNews = cached && cached.fetchedAt > (this.fetchedAt ?? new Date(0))
      if (isNews && models.length > 0) this.#take(models, 'cached', cached.fetchedAt)
    } catch (error) {
      log.warn('model-catalogue-cache-unreadable', { provider: provider.id, reason: String(error) })
    }
  }

  async #writeCache(): Promise<void> {
    const { provider, cache, log } = this.#options
    try {
      await cache.write(provider.id, this.models, this.fetchedAt!)
    } catch (error) {
      log.warn('model-catalogue-not-cached', { provider: provider.id, reason: String(error) })
    }
  }

  #take(models: Model[], source: Provider['catalogue'], fetchedAt: Date) {
    this.models = models
    this.source = source
    this.fetchedAt = fetchedAt
    this.isReachable = source === 'live'
    this.#options.onChange()
  }

  #fail(error: unknown) {
    const { provider, log, onChange } = this.#options
    const wasReachable = this.isReachable
    this.isReachable = false
    onChange()
    if (this.#closed.signal.aborted) return
    const isNews = provider.isOptional ? wasReachable : !this.#isFailing
    this.#isFailing = true
    if (!isNews) return
    const reason = error instanceof Error ? error.message : String(error)
    log.warn('model-catalogue-not-fetched', { provider: provider.id, reason })
  }
}
