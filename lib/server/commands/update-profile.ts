import type { Actor } from '@/lib/core/access/actor'
import type { PatchProfile, Profile } from '@/lib/core/thread/profile'
import { requireModel } from '@/lib/server/commands/require-model'
import { presentProfile } from '@/lib/server/rows/profile-row'
import type { Services } from '@/lib/server/services'

/** Changes the profile of the one who asks. Throws `unknown_model`, `model_not_configured`. */
export async function updateProfile(
  services: Services,
  { userId }: Actor,
  { name, preferred_model: model }: PatchProfile,
): Promise<Profile> {
  const preferredModel = model ? requireModel(services, model).id : model
  const data = { name, preferredModel, updatedAt: new Date(services.clock.now()) }
  return presentProfile(await services.prisma.user.update({ where: { id: userId }, data }))
}
