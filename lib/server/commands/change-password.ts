import type { Actor } from '@/lib/core/access/actor'
import type { ChangePassword } from '@/lib/core/access/change-password'
import { SkeinError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { hashPassword } from '@/lib/server/auth/password'
import { requirePassword } from '@/lib/server/commands/require-password'
import { tellOwner } from '@/lib/server/events/tell-owner'
import type { Services } from '@/lib/server/services'

/**
 * Changes the actor's password, or gives them their first one, and ends all their sessions but the one that asks. Throws
 * `wrong_credentials`, `rate_limited`, `forbidden` for a first password without a session.
 */
export async function changePassword(
  services: Services,
  { userId, workspaceId, sessionId }: Actor,
  { current_password: current, new_password: chosen }: ChangePassword,
  headers: Headers,
): Promise<void> {
  const { prisma, bus } = services
  const user = await prisma.user.findUniqueOrThrow({ where: { id: userId } })
  if (user.passwordHash !== null) {
    await requirePassword(services, {
      user,
      password: current ?? '',
      field: 'current_password',
      headers,
    })
  } else if (sessionId === null) {
    throw new SkeinError('forbidden', 'Sign in to choose your first password.')
  }
  const passwordHash = await hashPassword(chosen)
  await prisma.$transaction(async (transaction) => {
    // Of two changes at once the later one was asked for with a password that is no longer right.
    const { count } = await transaction.user.updateMany({
      where: { id: userId, passwordHash: user.passwordHash },
      data: { passwordHash },
    })
    if (count === 0) {
      throw new SkeinError('wrong_credentials', 'The password was changed meanwhile.')
    }
    await transaction.session.deleteMany({
      where: { userId, ...(sessionId ? { NOT: { id: sessionId } } : {}) },
    })
    await recordAudit(transaction, { action: 'password.changed', workspaceId, userId, headers })
  })
  tellOwner(bus, { userId, workspaceId }, 'sessions')
}
