import type { TransferRecord } from '@/lib/core/transfer/records'

/** The record with all its ids given anew by `rename`. An external id names the original, so it is left behind. */
export function renameIds(record: TransferRecord, rename: (id: string) => string): TransferRecord {
  const maybe = (id: string | null) => (id === null ? null : rename(id))
  switch (record.kind) {
    case 'thread':
      return {
        ...record,
        id: rename(record.id),
        external_id: null,
        active_leaf_id: maybe(record.active_leaf_id),
        summary_failure: record.summary_failure && {
          ...record.summary_failure,
          last_message_id: rename(record.summary_failure.last_message_id),
        },
      }
    case 'message':
      return { ...record, id: rename(record.id), parent_id: maybe(record.parent_id) }
    case 'version':
      return { ...record, id: rename(record.id), message_id: rename(record.message_id) }
    case 'summary':
      return {
        ...record,
        id: rename(record.id),
        predecessor_id: maybe(record.predecessor_id),
        first_message_id: rename(record.first_message_id),
        last_message_id: rename(record.last_message_id),
      }
  }
}
