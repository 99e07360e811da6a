import type { ApiKey } from '@/lib/core/access/api-key'
import type { Database } from '@/lib/server/services'

type ApiKeyRow = NonNullable<Awaited<ReturnType<Database['prisma']['apiKey']['findUnique']>>>

/** The API key resource of the API, without what the key is. */
export const presentApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  scope: row.scope,
  created_at: row.createdAt.toISOString(),
  last_used_at: row.lastUsedAt?.toISOString() ?? null,
  expires_at: row.expiresAt?.toISOString() ?? null,
})

/** The condition of keys that somebody can still use at a moment. */
export const isGoodKey = (now: Date) => ({
  revokedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
})
