import type { Actor } from '@/lib/core/access/actor'
import type { KeyList } from '@/lib/core/access/api-key'
import { isGoodKey, presentApiKey } from '@/lib/server/rows/api-key-row'
import type { Services } from '@/lib/server/services'

/** The actor's API keys in this workspace that are good, the newest first. */
export async function listKeys(
  { prisma, clock }: Services,
  { userId, workspaceId }: Actor,
): Promise<KeyList> {
  const rows = await prisma.apiKey.findMany({
    where: { userId, workspaceId, ...isGoodKey(new Date(clock.now())) },
    orderBy: { id: 'desc' },
  })
  return { data: rows.map(presentApiKey) }
}
