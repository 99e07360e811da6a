import type { Actor } from '@/lib/core/access/actor'
import type { AuditAction } from '@/lib/core/access/audit'
import { defaultShareSettings, type ShareSettings } from '@/lib/core/thread/share'
import type { Thread } from '@/lib/core/thread/thread'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { newToken } from '@/lib/server/auth/secret-token'
import { settingsOf, type ShareLinkRow } from '@/lib/server/sharing/share-link-row'
import type { Services, Transaction } from '@/lib/server/services'

type Change = {
  threadId: string
  visibility: Thread['visibility']
  /** What the link is to show; what is not named stays as it is, or as it is by default. */
  settings?: Partial<ShareSettings>
  headers: Headers
  now: Date
}

/**
 * Changes who may read a thread, and writes it down. A thread is public as long as it has a link: becoming public makes one,
 * anything else deletes it, so that its address is dead at once. The link's token is kept as it is, not hashed like other
 * secrets: its owner wants to copy the address again, and who reads the database reads the thread too. Returns the link, null
 * when there is none.
 */
export async function changeVisibility(
  transaction: Transaction,
  actor: Actor,
  { threadId, visibility, settings, headers, now }: Change,
): Promise<ShareLinkRow | null> {
  // Of two changes at once the second waits here, and sees what the first has done.
  const [thread] = await transaction.$queryRaw<{ visibility: Thread['visibility'] }[]>`
    SELECT visibility::text AS visibility FROM thread WHERE id = ${threadId}::uuid FOR UPDATE`
  if (!thread) return null
  const record = (action: SharingAction, detail: object) =>
    writeDown(transaction, actor, { action, threadId, detail, headers })
  if (thread.visibility !== visibility) {
    await transaction.thread.update({
      where: { id: threadId },
      data: { visibility, updatedAt: now },
    })
    await record('thread.visibility_changed', { from: thread.visibility, to: visibility })
  }
  if (visibility !== 'public') {
    const { count } = await transaction.shareLink.deleteMany({ where: { threadId } })
    if (count > 0) await record('thread.unshared', {})
    return null
  }
  const before = await transaction.shareLink.findUnique({ where: { threadId } })
  const shown = columnsOf(settings ?? {})
  const link = await transaction.shareLink.upsert({
    where: { threadId },
    create: { token: newToken(), threadId, createdAt: now, ...shown },
    update: shown,
  })
  if (!before || JSON.stringify(settingsOf(before)) !== JSON.stringify(settingsOf(link))) {
    await record('thread.shared', settingsOf(link))
  }
  return link
}

/** Writes down that a new thread was shared from its beginning. */
export async function recordSharing(
  { prisma }: Services,
  actor: Actor,
  { threadId, visibility, headers }: Pick<Change, 'threadId' | 'visibility' | 'headers'>,
): Promise<void> {
  const changed = { from: 'private', to: visibility }
  const action = 'thread.visibility_changed'
  await writeDown(prisma, actor, { action, threadId, detail: changed, headers })
  if (visibility !== 'public') return
  const detail = defaultShareSettings
  await writeDown(prisma, actor, { action: 'thread.shared', threadId, detail, headers })
}

type SharingAction = Extract<AuditAction, `thread.${string}`>

const writeDown = (
  prisma: Services['prisma'] | Transaction,
  { workspaceId, userId }: Actor,
  event: { action: SharingAction; threadId: string; detail: object; headers: Headers },
) => {
  const { action, threadId, detail, headers } = event
  return recordAudit(prisma, {
    action,
    workspaceId,
    userId,
    detail: { thread_id: threadId, ...detail },
    headers,
  })
}

const columnsOf = (settings: Partial<ShareSettings>) => ({
  showsSystemPrompt: settings.shows_system_prompt,
  showsReasoning: settings.shows_reasoning,
  showsContext: settings.shows_context,
})
