import type { Actor } from '@/lib/core/access/actor'
import type { SessionList } from '@/lib/core/access/session'
import { presentSession } from '@/lib/server/rows/session-row'
import type { Services } from '@/lib/server/services'

/** Where the actor is signed in, the most recently used first. */
export async function listSessions(
  { prisma, clock }: Services,
  { userId, sessionId }: Actor,
): Promise<SessionList> {
  const rows = await prisma.session.findMany({
    where: { userId, expiresAt: { gt: new Date(clock.now()) } },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
  })
  return { data: rows.map((row) => presentSession(row, sessionId)) }
}
