import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import {
  shareMessages,
  type ReadShared,
  type SharedSummary,
  type SharedThread,
  type ShareSettings,
} from '@/lib/core/thread/share'
import { listMessages } from '@/lib/server/commands/list-messages'
import { settingsOf, type ShareLinkRow } from '@/lib/server/sharing/share-link-row'
import type { Services } from '@/lib/server/services'

type Shown = {
  id: string
  title: string
  systemPrompt: string | null
  workspaceId: string
  userId: string
}

/**
 * A page of the thread that a link leads to, with only what the link shows. Throws `share_not_found`, the same whether the
 * link never was, was taken back, or its owner has left the workspace and so could not take it back.
 */
export async function readShared(
  services: Services,
  token: string,
  query: ReadShared,
): Promise<SharedThread> {
  const { prisma } = services
  const [row] = await prisma.$queryRaw<(Shown & ShareLinkRow)[]>`
    SELECT t.id, t.title, t.system_prompt AS "systemPrompt", t.workspace_id AS "workspaceId", t.user_id AS "userId",
      l.shows_system_prompt AS "showsSystemPrompt", l.shows_reasoning AS "showsReasoning", l.shows_context AS "showsContext"
    FROM share_link l JOIN thread t ON t.id = l.thread_id
      JOIN membership m ON m.workspace_id = t.workspace_id AND m.user_id = t.user_id
    WHERE l.token = ${token} AND t.visibility = 'public'`
  if (!row) {
    const message = 'There is nothing at this link. It may have been taken back.'
    throw new SkeinError('share_not_found', message)
  }
  return readThread(services, row, settingsOf(row), query)
}

/** A page of a thread with only what the settings let show. */
export async function readThread(
  services: Services,
  thread: Shown,
  settings: ShareSettings,
  { limit, before_sequence }: ReadShared,
): Promise<SharedThread> {
  const page = await listMessages(services, asItsOwner(thread), thread.id, {
    branch: 'active',
    limit,
    before_sequence,
  })
  const messages = shareMessages(page.data, settings)
  return {
    title: thread.title,
    system_prompt: settings.shows_system_prompt ? thread.systemPrompt : null,
    messages,
    summaries: settings.shows_context ? await summariesAt(services, thread.id, messages) : [],
    next_before_sequence: page.has_more ? (page.data[0]?.sequence_number ?? null) : null,
  }
}

/** The owner has let others read: for that, and nothing else. */
const asItsOwner = ({ workspaceId, userId }: Shown): Actor => ({
  workspaceId,
  userId,
  role: 'guest',
  isAdministrator: false,
  scope: 'read',
  sessionId: null,
  keyId: null,
})

async function summariesAt(
  { prisma }: Services,
  threadId: string,
  messages: readonly { id: string }[],
): Promise<SharedSummary[]> {
  const rows = await prisma.summary.findMany({
    where: { threadId, lastMessageId: { in: messages.map(({ id }) => id) } },
    select: { lastMessageId: true, totalMessageCount: true, content: true },
    orderBy: { lastDepth: 'asc' },
  })
  return rows.map(({ lastMessageId, totalMessageCount, content }) => ({
    last_message_id: lastMessageId,
    total_message_count: totalMessageCount,
    content,
  }))
}
