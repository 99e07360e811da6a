import type { Message, MessageVersion } from '@/lib/core/thread/message'
import type { Services } from '@/lib/server/services'

/** What a message said before it was changed, the newest first. */
export async function listMessageVersions(
  { prisma }: Services,
  { id }: Message,
): Promise<{ data: MessageVersion[] }> {
  const rows = await prisma.messageVersion.findMany({
    where: { messageId: id },
    orderBy: { id: 'desc' },
  })
  return {
    data: rows.map((row) => ({
      id: row.id,
      message_id: row.messageId,
      content: row.content,
      parts: row.parts as unknown as Message['parts'],
      metadata: row.metadata as Message['metadata'],
      replaced_at: row.replacedAt.toISOString(),
    })),
  }
}
