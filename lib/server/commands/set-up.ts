import type { SetUp } from '@/lib/core/access/account'
import { SkeinError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { hashPassword } from '@/lib/server/auth/password'
import { isSetupCode } from '@/lib/server/auth/setup'
import { localActor } from '@/lib/server/local-actor'
import type { Services } from '@/lib/server/services'

/**
 * Makes the first account, which owns what was there before and runs the server. Throws `wrong_code`, and `already_set_up`
 * when there is one.
 */
export async function setUp(
  services: Services,
  { name, email, password, code }: SetUp,
  headers: Headers,
): Promise<{ id: string }> {
  if (!isSetupCode(services, code)) {
    throw new SkeinError(
      'wrong_code',
      'This is not the code. The server printed it where it was started.',
      { fields: [{ path: 'code', message: 'is not the code that the server printed' }] },
    )
  }
  const { userId, workspaceId } = localActor
  const passwordHash = await hashPassword(password)
  await services.prisma.$transaction(async (transaction) => {
    // Of two that come at once only the first finds the account without an address.
    const { count } = await transaction.user.updateMany({
      where: { id: userId, email: null },
      data: { name, email, passwordHash, isAdministrator: true, emailVerifiedAt: new Date() },
    })
    if (count === 0) {
      throw new SkeinError('already_set_up', 'Skein is set up already. Sign in instead.')
    }
    await recordAudit(transaction, { action: 'account.created', workspaceId, userId, headers })
  })
  return { id: userId }
}
