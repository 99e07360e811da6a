import { clientAddress } from '@/lib/server/http/client-address'
import type { RateLimits, SignInAttempt } from '@/lib/server/limits/rate-limits'

/**
 * Counts an attempt to sign in by a request's headers; to be called before the password is looked at. What it returns is
 * to be told when the password was right. Throws `rate_limited`.
 */
export const limitSignIn = (
  { limits }: { limits: RateLimits },
  { email, headers }: { email: string; headers: Headers },
): Promise<SignInAttempt> => limits.signIn({ email, address: clientAddress(headers) })
