import type { Actor } from '@/lib/core/access/actor'
import { getProfile } from '@/lib/server/commands/get-profile'
import type { Services } from '@/lib/server/services'

/** The model with which a thread begins: the one that somebody prefers, while it is known. */
export async function chosenModel(services: Services, actor: Actor): Promise<string> {
  const { models } = services
  const { preferred_model: preferred } = await getProfile(services, actor)
  return (preferred !== null && models.find(preferred)?.id) || models.defaultId()
}
