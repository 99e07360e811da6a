import fc from 'fast-check'
import { v4 } from 'uuid'

import type {
  MessageRecord,
  SummaryRecord,
  ThreadRecord,
  TransferRecord,
} from '@/lib/core/transfer/records'

const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const time = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const uuid = fc.uuid({ version: [4, 7] })
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary)
const storable = text.filter((value) => value.isWellFormed() && !value.includes('\0'))
const filled = storable.filter((value) => value.trim() !== '')
const object = fc.dictionary(filled, fc.oneof(storable, fc.integer(), fc.boolean()), {
  maxKeys: 3,
  noNullPrototype: true,
})
const model = fc.constantFrom('openrouter/openai/gpt-4o', 'demo/skein', 'unknown/model of nobody')
const parts = fc.array(
  fc.oneof(
    storable.map((value) => ({ type: 'text' as const, text: value })),
    storable.map((value) => ({ type: 'reasoning' as const, text: value })),
    object.map((output) => ({
      type: 'dynamic-tool' as const,
      toolName: 'look',
      toolCallId: 'call',
      state: 'output-available' as const,
      input: {},
      output,
    })),
  ),
  { maxLength: 3 },
)
const usage = fc.record({
  input_tokens: maybe(fc.nat()),
  output_tokens: maybe(fc.nat()),
  reasoning_tokens: maybe(fc.nat()),
  cached_input_tokens: maybe(fc.nat()),
  cost: maybe(fc.nat(1_000_000).map((n) => n / 1_000_000)),
})

const message = fc.record({
  /** Which of the messages before it is its parent, 0 being none. */
  parent: fc.nat(),
  goesOn: fc.boolean(),
  role: fc.constantFrom('user' as const, 'assistant' as const, 'system' as const),
  parts,
  model: maybe(model),
  agent_id: maybe(uuid),
  status: fc.constantFrom(
    'completed' as const,
    'stopped' as const,
    'failed' as const,
    'interrupted' as const,
  ),
  error: maybe(fc.record({ code: filled, message: storable })),
  external_id: maybe(filled),
  metadata: object,
  usage: maybe(usage),
  vote: maybe(
    fc.record({ value: fc.constantFrom('up' as const, 'down' as const), created_at: time }),
  ),
  created_at: time,
  updated_at: time,
  deleted_at: fc.option(time, { freq: 5 }),
  versions: fc.array(fc.record({ parts, metadata: object, replaced_at: time }), {
    maxLength: 2,
  }),
  summary: fc.option(
    fc.record({
      length: fc.nat(),
      message_count: fc.nat(100),
      total_message_count: fc.nat(100),
      content: storable,
      original_content: maybe(storable),
      model,
      prompt_version: storable,
      trigger: fc.constantFrom('threshold' as const, 'budget' as const, 'person' as const),
      tokens_before: fc.nat(),
      tokens_after: fc.nat(),
      usage: maybe(usage),
      cost: maybe(fc.nat(1_000_000).map((n) => n / 1_000_000)),
      created_at: time,
      edited_at: maybe(time),
    }),
    { freq: 3 },
  ),
})

const thread = fc.record({
  title: filled,
  title_source: fc.constantFrom('default' as const, 'generated' as const, 'person' as const),
  system_prompt: maybe(storable),
  model,
  agent_id: maybe(uuid),
  // One that was public comes back as private.
  visibility: fc.constantFrom('private' as const, 'workspace' as const),
  pinned: fc.boolean(),
  archived: fc.boolean(),
  created_at: time,
  updated_at: time,
  last_activity_at: time,
  failure: maybe(fc.record({ code: filled, message: storable, failed_at: time })),
  leaf: fc.nat(),
  messages: fc.array(message, { maxLength: 12 }),
})

type Drawn<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never
type DrawnMessage = Drawn<typeof message>

/** The records of a random thread with ids that no other one has: a tree with branches, tombstones, votes, earlier versions and chains of summaries. */
export const threadRecords: fc.Arbitrary<TransferRecord[]> = thread.map(toRecords)

function toRecords({
  messages: drawn,
  leaf,
  failure,
  ...fields
}: Drawn<typeof thread>): TransferRecord[] {
  const messages: MessageRecord[] = []
  for (const { goesOn, parent: choice, ...rest } of drawn) {
    const { versions: _versions, summary: _summary, ...message } = rest
    const at = goesOn ? messages.length : choice % (messages.length + 1)
    const parent = messages[at - 1] ?? null
    const isDeleted = message.deleted_at !== null
    messages.push({
      kind: 'message',
      id: v4(),
      ...message,
      parts: isDeleted ? [] : message.parts,
      sequence_number: messages.length + 1,
      parent_id: parent?.id ?? null,
      position: (parent?.position ?? 0) + 1,
    })
  }
  const active = messages.length === 0 ? null : messages[leaf % messages.length]!
  const record: ThreadRecord = {
    kind: 'thread',
    id: v4(),
    external_id: null,
    ...fields,
    last_sequence: messages.length,
    active_leaf_id: active?.id ?? null,
    summary_failure: failure && active ? { ...failure, last_message_id: active.id } : null,
  }
  const withVersions = messages.flatMap((message, index): TransferRecord[] => [
    message,
    ...drawn[index]!.versions.map((version) => ({
      kind: 'version' as const,
      id: v4(),
      message_id: message.id,
      ...version,
    })).sort(
      (one, other) => compare(one.replaced_at, other.replaced_at) || compare(one.id, other.id),
    ),
  ])
  return [record, ...withVersions, ...summariesOf(messages, drawn)]
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function summariesOf(messages: MessageRecord[], drawn: DrawnMessage[]): SummaryRecord[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const ending = new Map<string, SummaryRecord>()
  messages.forEach((message, index) => {
    const { summary } = drawn[index]!
    if (!summary) return
    const { length, ...fields } = summary
    let first = message
    let predecessor: SummaryRecord | undefined
    for (let above = parentOf(first); above; above = parentOf(first)) {
      predecessor = ending.get(above.id)
      if (predecessor || message.position - first.position >= length % 5) break
      first = above
    }
    ending.set(message.id, {
      kind: 'summary',
      id: v4(),
      ...fields,
      predecessor_id: predecessor?.id ?? null,
      first_message_id: first.id,
      last_message_id: message.id,
      first_position: first.position,
      last_position: message.position,
    })
  })
  return [...ending.values()].sort(
    (one, other) => one.last_position - other.last_position || compare(one.id, other.id),
  )

  function parentOf({ parent_id: id }: MessageRecord) {
    return id === null ? undefined : byId.get(id)
  }
}
