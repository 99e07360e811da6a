import type { Actor } from '@/lib/core/access/actor'
import { auditActionSchema, type AuditEvent } from '@/lib/core/access/audit'
import type { AuditPage, ListAudit } from '@/lib/core/access/audit-page'
import type { Services } from '@/lib/server/services'

const beforeAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * What happened in this workspace, the newest first, a page at a time; for administrators of the server also what belongs to
 * no workspace.
 */
export async function listAudit(
  { prisma }: Services,
  { workspaceId, isAdministrator }: Actor,
  { limit, before = beforeAll }: ListAudit,
): Promise<AuditPage> {
  const newestOf = (workspace: string | null) =>
    prisma.auditEvent.findMany({
      where: { workspaceId: workspace, id: { lt: before } },
      include: { user: { select: { id: true, name: true, email: true } } },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
  // Each by itself, so that both keep to the index.
  const found = [
    ...(await newestOf(workspaceId)),
    ...(isAdministrator ? await newestOf(null) : []),
  ].toSorted((one, other) => (one.id < other.id ? 1 : -1))
  return {
    data: found
      .slice(0, limit)
      .map(({ id, action, user, detail, address, createdAt }): AuditEvent => ({
        id,
        action: auditActionSchema.parse(action),
        user,
        detail: detail as AuditEvent['detail'],
        address,
        created_at: createdAt.toISOString(),
      })),
    has_more: found.length > limit,
  }
}
