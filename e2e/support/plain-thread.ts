import { v7 } from 'uuid'

import type { ThreadRecord } from '@/lib/core/transfer/records'

/** A thread without messages as an import takes it, from a time on; with whatever is given otherwise. */
export const plainThread = (
  time: Date,
  { title, ...fields }: Partial<ThreadRecord> & { title: string },
): ThreadRecord => ({
  kind: 'thread',
  id: v7(),
  agent_id: null,
  external_id: null,
  title,
  title_source: 'person',
  system_prompt: null,
  model: 'openrouter/sim/echo',
  visibility: 'private',
  pinned: false,
  archived: false,
  last_sequence: 0,
  active_leaf_id: null,
  summary_failure: null,
  created_at: time.toISOString(),
  updated_at: time.toISOString(),
  last_activity_at: time.toISOString(),
  ...fields,
})
