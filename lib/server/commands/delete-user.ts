import type { Actor } from '@/lib/core/access/actor'
import type { DeleteUser } from '@/lib/core/access/user'
import { SkeinError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { requirePassword } from '@/lib/server/commands/require-password'
import { localActor } from '@/lib/server/local-actor'
import type { Services, Transaction } from '@/lib/server/services'

/** Deleting what somebody wrote in years takes its time. */
const timeout = 120_000

/**
 * Deletes the actor's account with all that is theirs, and the workspaces that have no other member; what they used stays
 * counted, under an id that nobody has. Throws `validation_failed` when it is not their address, `wrong_credentials`,
 * `rate_limited`, `last_owner` for the first administrator and for who alone owns a workspace that others are in.
 */
export async function deleteUser(
  services: Services,
  { userId, workspaceId }: Actor,
  { email, password = '' }: DeleteUser,
  headers: Headers,
): Promise<void> {
  const { prisma, bus } = services
  const user = await prisma.user.findUniqueOrThrow({ where: { id: userId } })
  if (userId === localActor.userId) {
    throw new SkeinError(
      'last_owner',
      'The first administrator runs this server: their account cannot be deleted.',
    )
  }
  if (email !== user.email) {
    throw new SkeinError('validation_failed', 'This is not the e-mail address of your account.', {
      fields: [{ path: 'email', message: 'is not the address of your account' }],
    })
  }
  if (user.passwordHash !== null) {
    await requirePassword(services, { user, password, field: 'password', headers })
  }
  const stopped = await prisma.$transaction(
    async (transaction) => {
      const deserted = await workspacesLeftBehind(transaction, userId)
      const turns = await transaction.turn.findMany({
        where: {
          status: { in: ['running', 'queued'] },
          thread: { OR: [{ userId }, { workspaceId: { in: deserted } }] },
        },
        select: { id: true },
      })
      await transaction.workspace.deleteMany({ where: { id: { in: deserted } } })
      await transaction.invitation.deleteMany({ where: { email } })
      await transaction.user.delete({ where: { id: userId } })
      await recordAudit(transaction, {
        action: 'account.deleted',
        workspaceId: deserted.includes(workspaceId) ? null : workspaceId,
        userId: null,
        detail: { user_id: userId },
        headers,
      })
      return turns
    },
    { timeout },
  )
  for (const turn of stopped) bus.publish('turn-stop', turn.id)
}

/**
 * The workspaces that nobody is left in when somebody goes. Throws `last_owner` when others would be left without an owner.
 */
async function workspacesLeftBehind(transaction: Transaction, userId: string): Promise<string[]> {
  // In one order, so that two who go at once do not wait for each other; nobody joins meanwhile.
  await transaction.$queryRaw`
    SELECT w.id FROM workspace w JOIN membership m ON m.workspace_id = w.id
    WHERE m.user_id = ${userId}::uuid ORDER BY w.id FOR UPDATE OF w`
  const rows = await transaction.$queryRaw<{ id: string; name: string; others: number }[]>`
    SELECT w.id, w.name, (SELECT count(*)::int FROM membership o
      WHERE o.workspace_id = w.id AND o.user_id <> m.user_id) AS others
    FROM membership m JOIN workspace w ON w.id = m.workspace_id
    WHERE m.user_id = ${userId}::uuid AND m.role = 'owner' AND NOT EXISTS (
      SELECT 1 FROM membership o
      WHERE o.workspace_id = w.id AND o.user_id <> m.user_id AND o.role = 'owner')`
  const orphaned = rows.find(({ others }) => others > 0)
  if (orphaned) {
    throw new SkeinError(
      'last_owner',
      `You are the last owner of the workspace “${orphaned.name}”. Make another member its owner, or remove the others, first.`,
    )
  }
  return rows.map(({ id }) => id)
}
