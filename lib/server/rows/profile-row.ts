import { readPreferences } from '@/lib/core/access/preferences'
import type { Profile } from '@/lib/core/thread/profile'
import type { Database } from '@/lib/server/services'

type ProfileRow = NonNullable<Awaited<ReturnType<Database['prisma']['user']['findUnique']>>>

/** The profile resource of the API. */
export const presentProfile = (row: ProfileRow): Profile => ({
  id: row.id,
  email: row.email,
  name: row.name,
  preferred_model: row.preferredModel,
  preferences: readPreferences(row.preferences),
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
})
