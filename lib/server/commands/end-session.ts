import { recordAudit } from '@/lib/server/audit/record-audit'
import type { Services } from '@/lib/server/services'

/** Signs one browser or client out. One that is gone already is no error. */
export async function endSession(
  { prisma }: Services,
  { id, headers }: { id: string; headers: Headers },
): Promise<void> {
  const session = await prisma.session.findUnique({ where: { id } })
  if (!session) return
  const { userId, workspaceId } = session
  await prisma.session.deleteMany({ where: { id } })
  await recordAudit(prisma, { action: 'sign_out', workspaceId, userId, headers })
}
