import { SkeinError } from '@/lib/core/errors'
import { verifyPassword } from '@/lib/server/auth/password'
import { limitSignIn } from '@/lib/server/limits/limit-sign-in'
import type { Services } from '@/lib/server/services'

type Asked = {
  user: { id: string; email: string | null; passwordHash: string | null }
  password: string
  /** The field that it came in. */
  field: string
  headers: Headers
}

/** Makes sure that somebody who is signed in knows their password. Throws `wrong_credentials`, `rate_limited`. */
export async function requirePassword(
  services: Services,
  { user, password, field, headers }: Asked,
): Promise<void> {
  const attempt = await limitSignIn(services, { email: user.email ?? user.id, headers })
  if (!(await verifyPassword(user.passwordHash, password))) {
    throw new SkeinError('wrong_credentials', 'The password is not right.', {
      fields: [{ path: field, message: 'is not right' }],
    })
  }
  await attempt.succeeded()
}
