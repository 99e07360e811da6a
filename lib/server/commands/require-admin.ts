import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/thread/actor'

/** Throws `forbidden` for everybody but owners and admins. */
export function requireAdmin({ role }: Actor): void {
  if (role === 'member') {
    throw new SkeinError('forbidden', 'This is for administrators. Ask one of them.')
  }
}
