import type { Actor } from '@/lib/core/access/actor'
import type { Operation } from '@/lib/core/api/operation'
import { limitClassOf } from '@/lib/core/limits/limit-class-of'
import type { LimitState } from '@/lib/core/limits/limit-state'
import { clientAddress } from '@/lib/server/http/client-address'
import type { RateLimits } from '@/lib/server/limits/rate-limits'
import type { WorkspaceLimits } from '@/lib/server/limits/workspace-limits'

/**
 * Counts a request for an operation and says where the one who made it stands, null when it is not limited; `actor` is
 * null for strangers and for credentials that are not good.
 */
export async function countRequest(
  { limits, workspaceLimits }: { limits: RateLimits; workspaceLimits: WorkspaceLimits },
  request: {
    operation: Pick<Operation, 'method' | 'path'>
    actor: Pick<Actor, 'userId' | 'keyId' | 'workspaceId'> | null
    headers: Headers
  },
): Promise<LimitState | null> {
  const { operation, actor, headers } = request
  const name = limitClassOf(operation)
  if (!name) return null
  return limits.count(name, {
    userId: actor?.userId,
    keyId: actor?.keyId,
    address: clientAddress(headers),
    overrides: actor && name !== 'read' ? await workspaceLimits.of(actor.workspaceId) : undefined,
  })
}
