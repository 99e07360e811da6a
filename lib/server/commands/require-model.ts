import { SkeinError } from '@/lib/core/errors'
import type { Model } from '@/lib/core/models/model'
import type { Services } from '@/lib/server/services'

/** The model that a client names. Throws `unknown_model`, or `model_not_configured` when its provider has no key. */
export function requireModel({ models }: Services, id: string): Model {
  const model = models.find(id)
  if (!model) {
    throw new SkeinError('unknown_model', `There is no model ${id}. GET /api/models lists them.`, {
      fields: [{ path: 'model', message: 'is not in the catalogue' }],
    })
  }
  if (!model.configured) {
    const provider = models.list().providers.find(({ id }) => id === model.provider)
    throw new SkeinError(
      'model_not_configured',
      `${model.name} needs ${provider?.name ?? model.provider}, which is not configured. ${provider?.hint ?? ''}`.trim(),
      { fields: [{ path: 'model', message: 'its provider is not configured' }] },
    )
  }
  return model
}
