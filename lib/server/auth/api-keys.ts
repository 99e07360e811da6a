import { v7 } from 'uuid'

import { hashToken, newToken } from '@/lib/server/auth/secret-token'
import { localActor } from '@/lib/server/local-actor'
import type { Database } from '@/lib/server/services'

export const apiKeyPrefix = 'sk_skein_'
const hintLength = 4
const environmentKeyName = 'SKEIN_API_KEY'

/** A new key: what its owner gets to see once, and what is stored of it. */
export function newApiKey(): { key: string; hash: string; hint: string } {
  const key = apiKeyPrefix + newToken()
  return { key, ...storedKey(key) }
}

const storedKey = (key: string) => ({ hash: hashToken(key), hint: key.slice(-hintLength) })

/**
 * Makes the key of the environment one of the first administrator's; one that was given before and is no longer is revoked.
 */
export async function registerEnvironmentKey(
  prisma: Database['prisma'],
  key: string | undefined,
): Promise<void> {
  const { workspaceId, userId } = localActor
  const stored = key === undefined ? null : storedKey(key)
  await prisma.apiKey.updateMany({
    where: { userId, name: environmentKeyName, revokedAt: null, NOT: { hash: stored?.hash ?? '' } },
    data: { revokedAt: new Date() },
  })
  if (!stored) return
  await prisma.apiKey.upsert({
    where: { hash: stored.hash },
    create: { id: v7(), workspaceId, userId, name: environmentKeyName, scope: 'admin', ...stored },
    update: { revokedAt: null },
  })
}
