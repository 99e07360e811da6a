import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import { endSession } from '@/lib/server/commands/end-session'
import { tellOwner } from '@/lib/server/events/tell-owner'
import type { Services } from '@/lib/server/services'

/** Signs out one browser or client of the actor's. Throws `session_not_found` also for somebody else's. */
export async function endOwnSession(
  services: Services,
  { userId, workspaceId }: Actor,
  { id, headers }: { id: string; headers: Headers },
): Promise<void> {
  const session = await services.prisma.session.findUnique({ where: { id, userId } })
  if (!session) throw new SkeinError('session_not_found', `You have no session ${id}.`)
  await endSession(services, { id, headers })
  tellOwner(services.bus, { userId, workspaceId }, 'sessions')
}
