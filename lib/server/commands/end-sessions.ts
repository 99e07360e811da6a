import type { Actor } from '@/lib/core/access/actor'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { tellOwner } from '@/lib/server/events/tell-owner'
import type { Services } from '@/lib/server/services'

/** Signs the actor out everywhere but where they ask from; an API key asks from no session. */
export async function endSessions(
  { prisma, bus }: Services,
  { userId, workspaceId, sessionId }: Actor,
  headers: Headers,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.session.deleteMany({
      where: { userId, ...(sessionId ? { NOT: { id: sessionId } } : {}) },
    })
    await recordAudit(transaction, {
      action: 'sign_out.everywhere',
      workspaceId,
      userId,
      detail: { sessions: count },
      headers,
    })
  })
  tellOwner(bus, { userId, workspaceId }, 'sessions')
}
