import type { TokenCounter } from '@/lib/core/context/count-tokens'
import { takeSpan, type SummaryMessage } from '@/lib/core/summary/plan-summary'
import type { Database } from '@/lib/server/services'

type LightRow = {
  id: string
  depth: number
  summaryId: string | null
  isDeleted: boolean
  length: number
}

/** The messages of a branch that no summary stands for, oldest first, and the link that they follow. */
export type Unsummarised = {
  predecessorId: string | null
  messages: { id: string; depth: number; length: number }[]
}

/** Looks from a message back to the newest summary on its branch, without reading any text. */
export async function findUnsummarised(
  prisma: Database['prisma'],
  { threadId, lastMessageId }: { threadId: string; lastMessageId: string },
): Promise<Unsummarised> {
  const rows = await prisma.$queryRaw<LightRow[]>`
    WITH RECURSIVE span AS (
      SELECT m.id, m.parent_id, m.depth, s.id AS summary_id, m.deleted_at, length(m.content) AS length
      FROM message m LEFT JOIN summary s ON s.last_message_id = m.id
      WHERE m.id = ${lastMessageId}::uuid AND m.thread_id = ${threadId}::uuid
      UNION ALL
      SELECT m.id, m.parent_id, m.depth, s.id, m.deleted_at, length(m.content)
      FROM span JOIN message m ON m.id = span.parent_id LEFT JOIN summary s ON s.last_message_id = m.id
      WHERE span.summary_id IS NULL)
    SELECT id, depth, summary_id AS "summaryId", deleted_at IS NOT NULL AS "isDeleted", length FROM span ORDER BY depth`
  return {
    predecessorId: rows[0]?.summaryId ?? null,
    messages: rows
      .filter(({ summaryId, isDeleted }) => summaryId === null && !isDeleted)
      .map(({ id, depth, length }) => ({ id, depth, length })),
  }
}

/** No text has more characters to a token than this, runs of white space apart. */
const mostCharactersPerToken = 8

/** The oldest of these messages, with their texts, that fit `room` tokens. */
export async function readSpan(
  prisma: Database['prisma'],
  { messages }: Unsummarised,
  { room, countTokens }: { room: number; countTokens: TokenCounter },
): Promise<SummaryMessage[]> {
  let characters = room * mostCharactersPerToken
  const worthReading = messages.filter(({ length }, index) => {
    characters -= length
    return index === 0 || characters >= 0
  })
  const rows = await prisma.message.findMany({
    where: { id: { in: worthReading.map(({ id }) => id) }, deletedAt: null },
    select: { id: true, role: true, content: true, model: true },
    orderBy: { depth: 'asc' },
  })
  return takeSpan(rows, room, countTokens)
}
