import { v7 } from 'uuid'

import { SkeinError } from '@/lib/core/errors'
import { localActor } from '@/lib/server/local-actor'
import type { Services } from '@/lib/server/services'

/** Somebody without an account, who sees only what is their own. Throws `forbidden` where guests are not let in. */
export async function createGuest({ prisma, env }: Services): Promise<{ id: string }> {
  if (!env.AUTH_GUESTS) throw new SkeinError('forbidden', 'Guests are not let in here.')
  const { workspaceId } = localActor
  return prisma.user.create({
    data: {
      id: v7(),
      name: 'Guest',
      memberships: { create: { workspaceId, role: 'guest' } },
    },
    select: { id: true },
  })
}
