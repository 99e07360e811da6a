import { clientAddress } from '@/lib/server/http/client-address'
import type { RateLimits } from '@/lib/server/limits/rate-limits'

/** Counts a new account, or a guest, from a request's address. Throws `rate_limited`. */
export async function limitSignUp(
  { limits }: { limits: RateLimits },
  headers: Headers,
): Promise<void> {
  await limits.consume('sign_up', { address: clientAddress(headers) })
}
