import { createHmac, timingSafeEqual } from 'node:crypto'

import { localActor } from '@/lib/server/local-actor'
import { isLoopbackOnly } from '@/lib/server/http/is-loopback-only'
import type { Services } from '@/lib/server/services'

/** Whether the first administrator has no way to sign in yet. */
export async function needsSetup({ env, prisma }: Services): Promise<boolean> {
  if (env.AUTH_MODE === 'none' || setUp.has(prisma)) return false
  const [row] = await prisma.$queryRaw<{ done: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "user" WHERE id = ${localActor.userId}::uuid AND email IS NOT NULL) AS done`
  if (row?.done) setUp.add(prisma)
  return !row?.done
}

/** Databases in which it is done, which is never undone. */
const setUp = new WeakSet<object>()

/** What the first person must type in, when the server can be reached by others; null when it cannot. */
export function setupCode({
  env,
  authSecret,
}: Pick<Services, 'env' | 'authSecret'>): string | null {
  if (isLoopbackOnly(env)) return null
  const digits = createHmac('sha256', authSecret).update('setup').digest('hex').slice(0, 8)
  return `${digits.slice(0, 4)}-${digits.slice(4)}`.toUpperCase()
}

/** Whether the code is right, or none is needed. */
export function isSetupCode(services: Services, given: string): boolean {
  const code = setupCode(services)
  if (code === null) return true
  const hash = (text: string) =>
    createHmac('sha256', services.authSecret).update(text.replace(/\W/g, '').toUpperCase()).digest()
  return timingSafeEqual(hash(code), hash(given))
}
