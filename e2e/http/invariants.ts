import type { Client, Message } from './client'

/** A line of a thread's export, as far as the order of its messages goes. */
type Line = {
  kind: string
  id: string
  sequence_number: number
  parent_id: string | null
  status: string
  deleted_at: string | null
  last_sequence: number
  active_leaf_id: string | null
}

const isOver = ({ status }: { status: string }) =>
  ['completed', 'stopped', 'failed', 'interrupted'].includes(status)

type Page = { data: { id: string }[]; next_cursor: string | null }

/** Walks a list that is paged by cursor, a few at a time. */
async function pagesOf(client: Client, query: string): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const place: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const { body } = await client.ask<Page>('GET', `/api/threads?limit=7${query}${place}`)
    ids.push(...body.data.map(({ id }) => id))
    cursor = body.next_cursor
  }
  return ids
}

/** All threads, archived ones too, page by page. */
export const allThreads = async (client: Client): Promise<string[]> => [
  ...(await pagesOf(client, '')),
  ...(await pagesOf(client, '&archived=true')),
]

/** The answers of a thread that are not over. */
export const unfinished = async (client: Client, thread: string): Promise<string[]> =>
  (await client.messages(thread)).filter((message) => !isOver(message)).map(({ id }) => id)

/** What of the order of a thread's messages is not as it must be; its export tells of deleted ones too. */
export async function faultsOf(client: Client, thread: string): Promise<string[]> {
  const messages = await client.messages(thread)
  const file = await client.ask<{ records: Line[] }>('GET', `/api/threads/${thread}/export`)
  const [head, ...rest] = file.body.records
  const stored = rest.filter(({ kind }) => kind === 'message')
  const places = new Map(stored.map((line) => [line.id, line]))
  const faults: string[] = []
  const expectThat = (isSo: boolean, fault: string) => {
    if (!isSo) faults.push(`${thread}: ${fault}`)
  }

  const numbers = stored.map(({ sequence_number }) => sequence_number)
  expectThat(
    numbers.every((number, at) => number === at + 1),
    `the sequence numbers are ${numbers.join(' ')}`,
  )
  expectThat(head?.last_sequence === stored.length, `its last number is ${head?.last_sequence}`)
  expectThat(
    stored.length === 0 ? head?.active_leaf_id === null : places.has(head?.active_leaf_id ?? ''),
    'its active leaf is no message of it',
  )
  for (const line of stored) {
    expectThat(isOver(line), `${line.id} is ${line.status}`)
    const parent = line.parent_id === null ? null : places.get(line.parent_id)
    expectThat(parent !== undefined, `${line.id} has a parent elsewhere`)
    expectThat(!parent || parent.sequence_number < line.sequence_number, `${line.id} is too early`)
  }
  const kept = stored.filter(({ deleted_at }) => deleted_at === null).map(({ id }) => id)
  expectThat(
    JSON.stringify(messages.map(({ id }: Message) => id)) === JSON.stringify(kept),
    'it lists other messages than it exports',
  )
  return faults
}
