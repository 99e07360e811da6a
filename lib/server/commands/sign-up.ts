import { v7 } from 'uuid'

import type { SignUp } from '@/lib/core/access/account'
import { SkeinError } from '@/lib/core/errors'
import { findInvitation } from '@/lib/server/accounts/find-invitation'
import { maySignUp } from '@/lib/server/accounts/may-sign-up'
import { joinWorkspace } from '@/lib/server/accounts/join-workspace'
import { moveThreads } from '@/lib/server/accounts/move-threads'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { hashPassword } from '@/lib/server/auth/password'
import { isUniqueViolation } from '@/lib/server/rows/is-unique-violation'
import type { Services } from '@/lib/server/services'

type NewAccount = {
  input: SignUp
  /** Of the link that somebody was invited by. */
  invitation: string | null
  /** The guest who asks: the account takes over what is theirs. */
  guestId: string | null
  headers: Headers
}

/**
 * Makes an account with a password. Throws `sign_up_refused` when nobody, or not this person, may have one, and likewise when
 * the address has one: who asks is not told which.
 */
export async function signUp(
  services: Services,
  { input, invitation: token, guestId, headers }: NewAccount,
): Promise<{ id: string }> {
  const { prisma, env } = services
  const { name, email, password } = input
  // Before anything is looked up, so that every refusal takes as long.
  const passwordHash = await hashPassword(password)
  const invitation = token === null ? null : await findInvitation(services, { token, email })
  if (!maySignUp(env, invitation)) throw refused()
  const account = {
    name,
    email,
    passwordHash,
    emailVerifiedAt: invitation?.confirmsEmail ? new Date() : null,
  }
  try {
    return await prisma.$transaction(async (transaction) => {
      const id = guestId ?? v7()
      if (guestId) {
        // Whoever else knows the guest's cookie neither gets into the account nor makes it theirs.
        const where = { id, email: null }
        if ((await transaction.user.updateMany({ where, data: account })).count === 0)
          throw refused()
        await transaction.session.deleteMany({ where: { userId: id } })
      } else await transaction.user.create({ data: { id, ...account } })
      const workspaceId = await joinWorkspace(transaction, { userId: id, invitation })
      if (guestId) {
        await moveThreads(transaction, { guestId, userId: guestId, workspaceId })
        await transaction.membership.deleteMany({ where: { userId: guestId, role: 'guest' } })
      }
      await recordAudit(transaction, {
        action: 'account.created',
        workspaceId,
        userId: id,
        headers,
      })
      return { id }
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw refused()
    throw error
  }
}

const refused = () =>
  new SkeinError(
    'sign_up_refused',
    'No account could be made. If this e-mail address has one, sign in; else ask an administrator for an invitation, which may have been used or run out.',
  )
