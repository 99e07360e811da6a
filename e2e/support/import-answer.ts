import { randomUUID } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'

import { exportFormat, exportVersion, type MessageRecord } from '@/lib/core/transfer/records'

const model = 'openrouter/sim/echo'

/** Puts a thread with one question into Skein whose answer has these fields; returns its address. */
export async function importAnswer(
  request: APIRequestContext,
  { title, ...fields }: Partial<MessageRecord> & Pick<MessageRecord, 'parts'> & { title: string },
): Promise<string> {
  const now = new Date().toISOString()
  const times = { created_at: now, updated_at: now }
  const [id, question, answer] = [randomUUID(), randomUUID(), randomUUID()]
  const message = {
    kind: 'message',
    ...times,
    agent_id: null,
    status: 'completed',
    error: null,
    external_id: null,
    metadata: {},
    usage: null,
    vote: null,
    deleted_at: null,
  }
  const records = [
    {
      kind: 'thread',
      id,
      external_id: null,
      title,
      title_source: 'person',
      system_prompt: null,
      model,
      agent_id: null,
      visibility: 'private',
      pinned: false,
      archived: false,
      last_sequence: 2,
      active_leaf_id: answer,
      summary_failure: null,
      last_activity_at: now,
      ...times,
    },
    {
      ...message,
      id: question,
      sequence_number: 1,
      parent_id: null,
      position: 1,
      role: 'user',
      parts: [{ type: 'text', text: title }],
      model: null,
    },
    {
      ...message,
      id: answer,
      sequence_number: 2,
      parent_id: question,
      position: 2,
      role: 'assistant',
      model,
      ...fields,
    },
  ]
  const response = await request.post('/api/import', {
    data: { format: exportFormat, version: exportVersion, exported_at: now, records },
  })
  const { threads } = (await response.json()) as { threads?: { imported: number } }
  if (threads?.imported !== 1) throw new Error(`The answer was not imported: ${response.status()}`)
  return `/t/${id}`
}
