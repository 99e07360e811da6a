import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import type { ExportAllQuery } from '@/lib/core/transfer/export-format'
import type { TransferRecord } from '@/lib/core/transfer/records'
import type { ExportFile } from '@/lib/server/commands/export-thread'
import type { Services } from '@/lib/server/services'
import { countThreads, threadIds, threadRecords } from '@/lib/server/transfer/export-records'
import { exportText } from '@/lib/server/transfer/export-text'
import { textStream } from '@/lib/server/transfer/text-stream'

/** All threads of the actor, or those with these ids, as one file that can be imported again. */
export async function exportThreads(
  services: Services,
  actor: Actor,
  { ids }: ExportAllQuery = {},
): Promise<ExportFile> {
  const exportedAt = new Date(services.clock.now()).toISOString()
  return {
    threads: await countThreads(services, actor, ids),
    name: `skein-${exportedAt.slice(0, 10)}.json`,
    type: 'application/json',
    body: textStream(exportText(allRecords(services, actor, ids), exportedAt), services.log),
  }
}

async function* allRecords(
  services: Services,
  actor: Actor,
  ids?: readonly string[],
): AsyncGenerator<TransferRecord> {
  for await (const id of threadIds(services, actor, ids)) {
    try {
      yield* threadRecords(services, actor, id)
    } catch (error) {
      // Deleted meanwhile. What was written of it is incomplete, and an import says so of this thread alone.
      if (!(error instanceof SkeinError && error.code === 'thread_not_found')) throw error
    }
  }
}
