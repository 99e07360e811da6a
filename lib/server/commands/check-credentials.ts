import type { SignIn } from '@/lib/core/access/account'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { verifyPassword } from '@/lib/server/auth/password'
import type { Services } from '@/lib/server/services'

/** Whose e-mail address and password these are; null for nobody's, after the same time whether the address is known or not. */
export async function checkCredentials(
  { prisma }: Services,
  { email, password }: SignIn,
  headers: Headers,
): Promise<{ id: string; name: string } | null> {
  const user = await prisma.user.findUnique({
    where: { email },
    select: { id: true, name: true, passwordHash: true },
  })
  if (await verifyPassword(user?.passwordHash ?? null, password)) return user
  await recordAudit(prisma, {
    action: 'sign_in.failed',
    workspaceId: null,
    userId: user?.id ?? null,
    headers,
  })
  return null
}
