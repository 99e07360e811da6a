import { v5 } from 'uuid'

import type { Actor } from '@/lib/core/access/actor'
import type { ThreadRecord, TransferRecord } from '@/lib/core/transfer/records'
import { renameIds } from '@/lib/core/transfer/rename-ids'
import { threadIdOf } from '@/lib/server/thread-id'

/** The UUID that a name means to one person in one workspace. */
export const deriveId = ({ workspaceId, userId }: Actor, name: string): string =>
  v5(name, v5(userId, workspaceId))

/** The id that stands for one that is somebody else's. */
export const renamedId = (actor: Actor, id: string): string => deriveId(actor, `import ${id}`)

/** A record of the file as it is to be stored, under its own ids or new ones. */
export function asStored(
  actor: Actor,
  record: TransferRecord,
  { isRenamed }: { isRenamed: boolean },
): TransferRecord {
  const stored = isRenamed ? renameIds(record, (id) => renamedId(actor, id)) : record
  if (stored.kind !== 'thread') return stored
  return withoutLink(isRenamed ? stored : withReachableName(actor, stored))
}

/** A file has no links: a thread that was public where it comes from is its importer's alone. */
const withoutLink = (thread: ThreadRecord): ThreadRecord =>
  thread.visibility === 'public' ? { ...thread, visibility: 'private' } : thread

/** A thread is found by its external id only if its id follows from it, which depends on the workspace. */
function withReachableName(actor: Actor, thread: ThreadRecord): ThreadRecord {
  const { external_id: name } = thread
  if (name === null || threadIdOf(actor, name) === thread.id) return thread
  return { ...thread, external_id: null }
}
