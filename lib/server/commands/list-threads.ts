import { z } from 'zod'

import type { Actor } from '@/lib/core/access/actor'
import { plainPreview } from '@/lib/core/thread/plain-preview'
import type { ListThreads, ThreadList } from '@/lib/core/thread/thread'
import { sql, type Services } from '@/lib/server/services'
import { formatCursor, parseCursor } from '@/lib/server/rows/cursor'
import { presentThread, type ThreadRow } from '@/lib/server/rows/thread-row'
import { ownerName, threadScope } from '@/lib/server/rows/thread-scope'

const previewLength = 140
/** Among how many of the newest messages one with text is looked for. */
const previewReach = 10

/** Where the first page begins: one condition for all pages keeps to the index. */
const beforeAll = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff']

type ListedRow = ThreadRow & { preview: string | null; ownerName: string | null }

/**
 * The actor's threads, or with `shared` those of others that they may read in their workspace; the most recently active first, a
 * page at a time. Throws `validation_failed` for a bad cursor.
 */
export async function listThreads(
  { prisma }: Services,
  actor: Actor,
  { limit, cursor, archived, pinned, q, shared, folder_id: folderId }: ListThreads,
): Promise<ThreadList> {
  const [at, id] = cursor === undefined ? beforeAll : parseCursor(cursor, cursorSchema)
  const pattern = q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await prisma.$queryRaw<ListedRow[]>`
    SELECT t.id, t.user_id AS "userId", t.external_id AS "externalId", t.title, t.system_prompt AS "systemPrompt", t.model, t.agent_id AS "agentId",
      t.visibility::text AS visibility, t.pinned, t.archived, t.folder_id AS "folderId", t.last_sequence AS "lastSequence", t.active_leaf_id AS "activeLeafId",
      t.created_at AS "createdAt", t.updated_at AS "updatedAt", t.last_activity_at AS "lastActivityAt",
      (SELECT left(m.content, ${previewLength}) FROM message m WHERE m.thread_id = t.id AND m.sequence_number > t.last_sequence - ${previewReach} AND m.content <> '' AND m.deleted_at IS NULL
       ORDER BY m.sequence_number DESC LIMIT 1) AS preview,
      ${ownerName({ shared })} AS "ownerName"
    FROM thread t
    WHERE ${threadScope(actor, { shared })} AND t.archived = ${archived}
      ${pinnedCondition(pinned)} ${folderId === undefined ? sql`` : sql`AND t.folder_id = ${folderId}::uuid`}
      AND (${pattern}::text IS NULL OR t.title ILIKE ${pattern})
      AND (t.last_activity_at, t.id) < (${at}::timestamptz, ${id}::uuid)
    ORDER BY t.last_activity_at DESC, t.id DESC LIMIT ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    data: page.map(({ preview, ownerName, ...row }) => ({
      ...presentThread(row),
      last_message_preview: preview && plainPreview(preview),
      ...(ownerName === null ? {} : { owner_name: ownerName }),
    })),
    next_cursor: rows.length > limit && last ? formatCursor([last.lastActivityAt, last.id]) : null,
  }
}

/** Whether a text is a cursor that a list of threads gave out. */
export function isThreadCursor(cursor: string): boolean {
  try {
    return parseCursor(cursor, cursorSchema).length > 0
  } catch {
    return false
  }
}

/** Part of the text, not a value: only then is the index of pinned threads taken. */
function pinnedCondition(pinned: boolean | undefined) {
  if (pinned === undefined) return sql``
  return pinned ? sql`AND t.pinned` : sql`AND NOT t.pinned`
}

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()])
