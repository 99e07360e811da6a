import type { Actor } from '@/lib/core/access/actor'
import type { WorkspaceKeyList } from '@/lib/core/access/api-key'
import { isGoodKey, presentApiKey } from '@/lib/server/rows/api-key-row'
import type { Services } from '@/lib/server/services'

/** The API keys of all members of the workspace that are good, the newest first. */
export async function listWorkspaceKeys(
  { prisma, clock }: Services,
  { workspaceId }: Actor,
): Promise<WorkspaceKeyList> {
  const rows = await prisma.apiKey.findMany({
    where: { workspaceId, ...isGoodKey(new Date(clock.now())) },
    include: { user: { select: { id: true, name: true, email: true } } },
    orderBy: { id: 'desc' },
  })
  return { data: rows.map(({ user, ...row }) => ({ ...presentApiKey(row), user })) }
}
