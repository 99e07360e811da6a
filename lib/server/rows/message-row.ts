import type { Message } from '@/lib/core/thread/message'

/** A row of the message table as raw SQL returns it. */
export type MessageRow = {
  id: string
  thread_id: string
  sequence_number: number
  parent_id: string | null
  role: Message['role']
  parts: Message['parts']
  content: string
  model: string | null
  agent_id: string | null
  status: Message['status']
  error: Message['error']
  external_id: string | null
  metadata: Message['metadata']
  usage: Message['usage']
  /** Of the one who asks. */
  vote: Message['vote']
  created_at: Date | string
  updated_at: Date | string
}

/** The message resource of the API. */
export const presentMessage = (row: MessageRow): Message => ({
  id: row.id,
  thread_id: row.thread_id,
  sequence_number: row.sequence_number,
  parent_id: row.parent_id,
  role: row.role,
  content: row.content,
  parts: row.parts,
  model_used: row.model,
  agent_id: row.agent_id,
  status: row.status,
  error: row.error,
  external_id: row.external_id,
  metadata: row.metadata,
  usage: row.usage,
  vote: row.vote,
  created_at: new Date(row.created_at).toISOString(),
  updated_at: new Date(row.updated_at).toISOString(),
})
