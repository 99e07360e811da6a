import { v7 } from 'uuid'

import type { Actor } from '@/lib/core/access/actor'
import type { CreateKey, NewApiKey } from '@/lib/core/access/api-key'
import { SkeinError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { newApiKey } from '@/lib/server/auth/api-keys'
import { presentApiKey } from '@/lib/server/rows/api-key-row'
import type { Services } from '@/lib/server/services'

/** Makes an API key of the actor's for this workspace. Throws `validation_failed` for one that would have expired. */
export async function createKey(
  { prisma, clock }: Services,
  { userId, workspaceId }: Actor,
  { name, scope, expires_at: expiry }: CreateKey,
  headers: Headers,
): Promise<NewApiKey> {
  const now = clock.now()
  const expiresAt = expiry ? new Date(expiry) : null
  if (expiresAt && expiresAt.getTime() <= now) {
    throw new SkeinError('validation_failed', 'The key would have expired already.', {
      fields: [{ path: 'expires_at', message: 'must be in the future' }],
    })
  }
  const { key, ...stored } = newApiKey()
  const id = v7()
  return prisma.$transaction(async (transaction) => {
    const row = await transaction.apiKey.create({
      data: {
        id,
        workspaceId,
        userId,
        name,
        scope,
        expiresAt,
        createdAt: new Date(now),
        ...stored,
      },
    })
    await recordAudit(transaction, {
      action: 'key.created',
      workspaceId,
      userId,
      detail: { key_id: id, scope },
      headers,
    })
    return { ...presentApiKey(row), key }
  })
}
