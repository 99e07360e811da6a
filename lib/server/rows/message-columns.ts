import { sql } from '@/lib/server/services'

/** What `MessageRow` has besides the vote, of `message m`: all columns but those that serve the search. */
export const messageColumns = () =>
  sql`m.id, m.thread_id, m.sequence_number, m.parent_id, m.role::text AS role, m.parts, m.content, m.model, m.agent_id,
    m.status::text AS status, m.error, m.external_id, m.metadata, m.usage, m.created_at, m.updated_at`
