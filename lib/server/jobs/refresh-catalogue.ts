import { SkeinError } from '@/lib/core/errors'
import type { Services } from '@/lib/server/services'

/** Fetches every provider's catalogue and keeps it for all processes. Throws `provider_error` when one did not come. */
export async function refreshCatalogue({ models }: Services): Promise<void> {
  const missing = await models.refresh()
  if (missing.length === 0) return
  const message = `The models of ${missing.join(', ')} could not be fetched.`
  throw new SkeinError('provider_error', message)
}
