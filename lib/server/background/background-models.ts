import type { Model } from '@/lib/core/models/model'
import type { Services } from '@/lib/server/services'

/**
 * Who writes titles and summaries of a thread: the model of the settings, else a cheap one of the provider that answers in
 * the thread anyway, so that no other party reads it; then the thread's own model.
 */
export function backgroundModels(
  { models }: Pick<Services, 'models'>,
  { wanted, threadModel }: { wanted: string | undefined; threadModel: string },
): Model[] {
  const own = models.find(threadModel)
  const named = wanted === undefined ? null : models.find(wanted)
  const cheap = named ?? (own && models.cheapModel(own))
  const candidates = [cheap, own].filter((model) => model !== null && model.configured) as Model[]
  return [...new Map(candidates.map((model) => [model.id, model])).values()]
}
