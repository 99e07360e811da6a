import { v7 } from 'uuid'

import { findInvitation } from '@/lib/server/accounts/find-invitation'
import { maySignUp } from '@/lib/server/accounts/may-sign-up'
import { joinWorkspace } from '@/lib/server/accounts/join-workspace'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { needsSetup } from '@/lib/server/auth/setup'
import type { Services } from '@/lib/server/services'

/** Whom a provider vouches for. */
export type ProviderPerson = {
  provider: string
  /** The provider's own id of them. */
  subject: string
  name: string
  /** Null unless the provider says that it is confirmed. */
  email: string | null
}

export type Refusal = 'set_up_first' | 'unconfirmed_email' | 'password_first' | 'not_invited'

/**
 * The account of somebody who comes from a provider: the one that is linked, else the one with their confirmed address, else a
 * new one if they may have it. An account whose address was never confirmed is not handed over: somebody else may have made it.
 */
export async function signInWithProvider(
  services: Services,
  person: ProviderPerson,
  { invitation: token, headers }: { invitation: string | null; headers: Headers },
): Promise<{ id: string } | { refusal: Refusal }> {
  const { prisma, env } = services
  const { provider, subject, name, email } = person
  const linked = await prisma.oauthAccount.findUnique({
    where: { provider_subject: { provider, subject } },
  })
  if (linked) return { id: linked.userId }
  if (await needsSetup(services)) return { refusal: 'set_up_first' }
  if (email === null) return { refusal: 'unconfirmed_email' }

  const known = await prisma.user.findUnique({ where: { email } })
  if (known && !known.emailVerifiedAt) return { refusal: 'password_first' }
  if (known) {
    await prisma.oauthAccount.create({ data: { provider, subject, userId: known.id } })
    return { id: known.id }
  }
  const invitation = token === null ? null : await findInvitation(services, { token, email })
  if (!maySignUp(env, invitation)) return { refusal: 'not_invited' }
  const id = v7()
  await prisma.$transaction(async (transaction) => {
    await transaction.user.create({ data: { id, name, email, emailVerifiedAt: new Date() } })
    await transaction.oauthAccount.create({ data: { provider, subject, userId: id } })
    const workspaceId = await joinWorkspace(transaction, { userId: id, invitation })
    await recordAudit(transaction, {
      action: 'account.created',
      workspaceId,
      userId: id,
      detail: { provider },
      headers,
    })
  })
  return { id }
}
