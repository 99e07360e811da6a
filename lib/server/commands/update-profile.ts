import type { Actor } from '@/lib/core/access/actor'
import type { PatchProfile, Profile } from '@/lib/core/thread/profile'
import { requireModel } from '@/lib/server/commands/require-model'
import { presentProfile } from '@/lib/server/rows/profile-row'
import type { Services } from '@/lib/server/services'

/** Changes the profile of the one who asks. Throws `unknown_model`, `model_not_configured`. */
export async function updateProfile(
  services: Services,
  { userId }: Actor,
  { name, preferred_model: model, preferences }: PatchProfile,
): Promise<Profile> {
  const preferredModel = model ? requireModel(services, model).id : model
  const data = { name, preferredModel, updatedAt: new Date(services.clock.now()) }
  return services.prisma.$transaction(async (transaction) => {
    // In the database, so that of two changes at once neither undoes the other.
    await transaction.$executeRaw`
      UPDATE "user" SET preferences = preferences || ${JSON.stringify(preferences ?? {})}::jsonb
      WHERE id = ${userId}::uuid`
    return presentProfile(await transaction.user.update({ where: { id: userId }, data }))
  })
}
