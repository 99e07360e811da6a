import type { Actor } from '@/lib/core/access/actor'
import type { Profile } from '@/lib/core/thread/profile'
import { presentProfile } from '@/lib/server/rows/profile-row'
import type { Services } from '@/lib/server/services'

/** The profile of the one who asks. */
export const getProfile = async ({ prisma }: Services, { userId }: Actor): Promise<Profile> =>
  presentProfile(await prisma.user.findUniqueOrThrow({ where: { id: userId } }))
