import type { Actor } from '@/lib/core/access/actor'
import { fileName } from '@/lib/core/transfer/file-name'
import type { ExportFormat } from '@/lib/core/transfer/export-format'
import { requireThread } from '@/lib/server/commands/require-thread'
import type { Services } from '@/lib/server/services'
import { readThread, threadRecords } from '@/lib/server/transfer/export-records'
import { exportText } from '@/lib/server/transfer/export-text'
import { markdownText } from '@/lib/server/transfer/markdown-text'
import { textStream } from '@/lib/server/transfer/text-stream'

/** A file to be sent, read from the database as it is taken. */
export type ExportFile = {
  name: string
  type: string
  body: ReadableStream<Uint8Array>
  /** How many threads it will have. */
  threads: number
}

/**
 * A thread as a file: all of it as JSON that can be imported again, or its active branch as Markdown. Throws
 * `thread_not_found`, `forbidden`.
 */
export async function exportThread(
  services: Services,
  actor: Actor,
  { id, format }: { id: string; format: ExportFormat },
): Promise<ExportFile> {
  const { prisma, clock, log } = services
  const thread = await readThread(prisma, (await requireThread(services, actor, id, 'read')).id)
  if (format === 'markdown') {
    return {
      threads: 1,
      name: fileName(thread.title, 'md'),
      type: 'text/markdown; charset=utf-8',
      body: textStream(markdownText(services, thread), log),
    }
  }
  const exportedAt = new Date(clock.now()).toISOString()
  return {
    threads: 1,
    name: fileName(thread.title, 'skein.json'),
    type: 'application/json',
    body: textStream(exportText(threadRecords(services, actor, thread.id), exportedAt), log),
  }
}
