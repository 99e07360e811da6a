import type { Model } from '@/lib/core/models/model'

/**
 * Finds the model that an id names. An exact id of a configured provider wins; an id without Skein's provider prefix
 * (`openai/gpt-4o`, as OpenRouter writes it) resolves through OpenRouter; then an exact id of a provider without its key.
 * Returns null for an unknown id.
 */
export function resolveModel(models: ReadonlyMap<string, Model>, id: string): Model | null {
  const exact = models.get(id)
  if (exact?.configured) return exact
  return models.get(`openrouter/${id}`) ?? exact ?? null
}
