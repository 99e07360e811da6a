import { v7 } from 'uuid'

import type { AuditAction } from '@/lib/core/access/audit'
import { clientAddress } from '@/lib/server/http/client-address'
import type { Services, Transaction } from '@/lib/server/services'

type Record = {
  action: AuditAction
  /** Null for what belongs to no workspace. */
  workspaceId: string | null
  /** Who did it; null when nobody is known. */
  userId: string | null
  /** Ids and choices; never a text that somebody wrote, and no secret. */
  detail?: object
  headers: Headers
}

/** Writes down what somebody did. Given a transaction, it is written only if that holds. */
export async function recordAudit(
  prisma: Services['prisma'] | Transaction,
  { action, workspaceId, userId, detail = {}, headers }: Record,
): Promise<void> {
  await prisma.auditEvent.create({
    data: { id: v7(), action, workspaceId, userId, detail, address: clientAddress(headers) ?? '' },
  })
}
