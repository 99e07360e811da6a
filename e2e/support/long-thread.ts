import { expect, type APIRequestContext } from '@playwright/test'
import { v7 } from 'uuid'

import { plainThread } from './plain-thread'

const hour = 3_600_000

/** What the nth message of a long thread says; the last words of each are its own. */
export const said = (n: number) =>
  n % 2 === 1
    ? `Question number ${n}, please.`
    : `**Answer** number ${n}.\n\n${'It goes on. '.repeat(n % 9)}`

type LongThread = {
  title: string
  count: number
  from?: number
  /** More parts of the newest message. */
  ending?: object[]
}

/** The records of a thread of so many messages, an hour apart. */
export function longThread({ title, count, from = Date.UTC(2026, 0, 1), ending = [] }: LongThread) {
  const id = v7()
  const ids = Array.from({ length: count }, () => v7())
  const at = (n: number) => new Date(from + n * hour)
  const none = { agent_id: null, external_id: null }
  const stamps = (n: number) => ({
    created_at: at(n).toISOString(),
    updated_at: at(n).toISOString(),
  })
  const records = [
    plainThread(at(count), {
      id,
      title,
      last_sequence: count,
      active_leaf_id: ids.at(-1),
      last_activity_at: new Date().toISOString(),
    }),
    ...ids.map((message, index) => ({
      kind: 'message',
      id: message,
      sequence_number: index + 1,
      parent_id: ids[index - 1] ?? null,
      position: index + 1,
      role: index % 2 === 0 ? 'user' : 'assistant',
      parts: [{ type: 'text', text: said(index + 1) }, ...(index === count - 1 ? ending : [])],
      model: index % 2 === 0 ? null : 'openrouter/sim/echo',
      ...none,
      status: 'completed',
      error: null,
      metadata: {},
      usage: null,
      vote: null,
      ...stamps(index + 1),
      deleted_at: null,
    })),
  ]
  return { id, ids, at, records }
}

/** Records as Skein exports them. */
export const exportOf = (records: object[]) => ({
  format: 'skein',
  version: 1,
  exported_at: new Date().toISOString(),
  records,
})

/** Imports a thread of so many messages, an hour apart; returns its address and the ids of its messages. */
export async function importLongThread(
  request: APIRequestContext,
  thread: LongThread,
): Promise<{ path: string; ids: string[]; at: (n: number) => Date }> {
  const { id, ids, at, records } = longThread(thread)
  const response = await request.post('/api/import', { data: exportOf(records) })
  expect(await response.json()).toMatchObject({ threads: { imported: 1 }, messages: thread.count })
  return { path: `/t/${id}`, ids, at }
}
