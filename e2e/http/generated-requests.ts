import fc from 'fast-check'
import { arbitraryOf, breakersOf, isContainer, oddValues, type Hints } from './arbitrary-of'
import type { Contract, Operation, Parameter, Schema } from './openapi'

export type ReferenceKind =
  'thread' | 'message' | 'summary' | 'turn' | 'cursor' | 'folder' | 'file' | 'prompt' | 'export'

/** Stands for something that exists when the request is sent, and is not known before. */
export class Reference {
  readonly kind: ReferenceKind
  readonly pick: number

  constructor(kind: ReferenceKind, pick: number) {
    this.kind = kind
    this.pick = pick
  }
}

/** What there is to refer to. */
export type Known = { find(reference: Reference): string }

type Value = string | Reference

/** A request that is not yet told what exists. */
export type DraftRequest = {
  operation: Operation
  path: Record<string, Value>
  query: [string, Value][]
  headers: Record<string, Value>
  /** Undefined: none. */
  body: unknown
  /** What is done to the JSON of the body. */
  distort: (text: string) => string | Uint8Array
  /** Whether the client goes before the answer is over. */
  leaves: boolean
}

export type GeneratedRequest = {
  operation: Operation
  method: string
  path: string
  headers: Record<string, string>
  body?: string | Uint8Array
  /** The body before it was distorted. */
  value: unknown
  isDistorted: boolean
  leaves: boolean
}

/** Is in every text that a person writes, so that it can be looked for where no text may be. */
export const marker = 'wren7q'

/** Answers slowly enough that other requests meet it. */
export const slowModel = 'google/gemini-2.5-flash'
const models = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('sim/echo', 'openai/gpt-4o-mini', 'openai/gpt-4o') },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'sim/reasoning',
      'sim/markdown',
      'sim/unicode',
      'sim/tokens-500',
      'openrouter/sim/length',
      'sim/small-window',
    ),
  },
  { weight: 1, arbitrary: fc.constant('nobody/nothing') },
)

const rarely = <Given>(value: fc.Arbitrary<Given>): fc.Arbitrary<Given | undefined> =>
  fc.oneof({ weight: 3, arbitrary: value }, { weight: 5, arbitrary: fc.constant(undefined) })
const theThread = new Reference('thread', 0)
const reference = (kind: ReferenceKind) => fc.nat().map((pick) => new Reference(kind, pick))
const prose = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => `${marker} ${text}`),
  fc.lorem({ mode: 'sentences', maxCount: 4 }).map((text) => `${marker} ${text}`),
)
const key = fc.nat(40).map((n) => `key-${n}`)
const smallNumber = fc.nat(12)

const hints: Hints = {
  model: models,
  active_model: models,
  current_model: models,
  selectedChatModel: models,
  preferred_model: fc.option(models),
  content: prose,
  text: prose,
  draft: prose,
  title: prose,
  system_prompt: prose,
  name: prose,
  external_id: key,
  'idempotency-key': key,
  'x-vercel-ai-data-stream': fc.constantFrom('v1', 'v2'),
  accept: fc.constantFrom('text/event-stream', 'application/json', '*/*'),
  turn_id: reference('turn'),
  chatId: reference('thread'),
  threadId: fc.oneof(reference('thread'), key),
  thread_id: fc.oneof(
    { weight: 4, arbitrary: fc.constant(theThread) },
    { weight: 1, arbitrary: reference('thread') },
  ),
  messageId: reference('message'),
  message_id: reference('message'),
  folder_id: reference('folder'),
  responseId: key,
  cursor: reference('cursor'),
  limit: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 300 })),
  branch: fc.oneof(fc.constant('active'), reference('message')),
  before_sequence: smallNumber,
  after_sequence: smallNumber,
  before_position: smallNumber.map((n) => n + 1),
}

const hintsOfOperations: Record<string, Hints> = {
  chat: { id: fc.oneof(reference('thread'), key) },
  createThread: { id: fc.oneof({ weight: 5, arbitrary: fc.uuid() }, reference('thread')) },
  createPrompt: { name: fc.stringMatching(/^[a-z]{3,12}$/) },
  updatePrompt: { name: fc.stringMatching(/^[a-z]{3,12}$/) },
  getThread: {
    include: fc.constantFrom('', 'messages', 'summaries', 'messages,summaries', 'messages,'),
  },
}

/** Bodies that the schemas alone would hardly bring about. */
const recipes: Record<string, fc.Arbitrary<unknown>> = {
  chat: fc.record(
    {
      id: fc.constant(theThread),
      trigger: fc.constant('regenerate-message'),
      messageId: reference('message'),
      model: models,
    },
    { requiredKeys: ['id', 'trigger', 'messageId'] },
  ),
  createMessage: fc.oneof(
    fc.record(
      { content: prose, external_id: key, model: models, stream: fc.boolean() },
      { requiredKeys: ['content'] },
    ),
    fc.record(
      { content: prose, background: fc.constant(true), model: rarely(fc.constant(slowModel)) },
      { requiredKeys: ['content', 'background'] },
    ),
  ),
  createSummary: fc.constant({}),
  stopChat: fc.constant({}),
  updateMessage: fc.record({ content: prose }),
  updateSummary: fc.oneof(fc.record({ content: prose }), fc.constant({ revert: true })),
  importThreads: reference('export'),
}

const weights: Record<string, number> = {
  createMessage: 40,
  chat: 30,
  stopChat: 12,
  createSummary: 8,
  resumeChat: 12,
  resumeAnswer: 12,
  updateMessage: 12,
  deleteThread: 2,
  exportThreads: 1,
  readOpenapi: 1,
  listModels: 1,
  followEvents: 1,
  isLive: 1,
  isReady: 2,
}
const usualWeight = 9

const kinds: Record<string, ReferenceKind> = {
  threads: 'thread',
  chat: 'thread',
  messages: 'message',
  summaries: 'summary',
  folders: 'folder',
  files: 'file',
  prompts: 'prompt',
}

function pathValue({ path }: Operation, { name, schema }: Parameter, contract: Contract) {
  const kind = name === 'mid' ? 'message' : kinds[path.split('/')[2] ?? '']
  const random = arbitraryOf(schema, contract).map((id) => encodePathId(String(id)))
  if (!kind) return random
  return fc.oneof({ weight: 24, arbitrary: reference(kind) }, { weight: 1, arbitrary: random })
}

/** An id as one part of an address; parts that would lead elsewhere are left to tests of their own. */
const encodePathId = (id: string) =>
  /^\.{0,2}$/.test(id) ? 'x' : encodeURIComponent(id.toWellFormed())

const oddPathIds = fc.oneof(
  fc.constantFrom(
    '%00',
    'a%00b',
    '%ff',
    '%',
    '%zz',
    '%ED%A0%80',
    '%C0%AF',
    '%F0%9F%A7%B5',
    '..%2F..%2Fetc',
    '%25',
    'a%20b',
    "'%3B--",
    '~!$&()*+,;=:@',
    '%EF%BB%BF',
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '019a0000-0000-9000-8000-000000000000',
    '[id]',
    'null',
    '-1',
    'x'.repeat(201),
    'x'.repeat(5000),
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).map(encodePathId),
)

const oddQuery: fc.Arbitrary<[string, string][]> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...['limit', 'cursor', 'q', 'archived', 'pinned', 'include', 'branch']),
      fc.oneof(
        fc.constantFrom(
          ...['', '0', '-1', '1.5', '1e9', 'NaN', '%00', '%ff', '%', 'maybe', '0x10'],
        ),
        fc.string({ unit: 'binary' }).map(encodeURIComponent),
        fc.integer({ min: 199, max: 3000 }).map((length) => 'x'.repeat(length)),
      ),
    )
    .map((pair) => [pair]),
  fc.constantFrom<[string, string][]>(
    [
      ['limit', '5'],
      ['limit', 'x'],
    ],
    [
      ['before_sequence', '5'],
      ['after_sequence', '1'],
    ],
    [
      ['before_sequence', '2147483648'],
      ['before_position', '99999999999999999999'],
    ],
    [
      ['workspace_id', '019a0000-0000-7000-8000-000000000000'],
      ['role', 'admin'],
    ],
    [['__proto__', 'x']],
    [['protocol', 'data-v9']],
    [['format', 'xml']],
    [['thread_id', '%00']],
    [['model', 'nobody/nothing']],
    [['draft', 'a%00b']],
    [['nxtPid', 'x']],
    [['_rsc', 'x']],
  ),
)

const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  fc.constantFrom<Record<string, string>>(
    { host: 'evil.example' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
    { authorization: 'Bearer sk-of-somebody-else', cookie: 'session=stolen' },
    { 'x-request-id': 'mine', 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '::1' },
    { 'x-http-method-override': 'DELETE', 'x-user-id': '019a0000-0000-7000-8000-000000000000' },
    { 'idempotency-key': '' },
    { 'idempotency-key': 'x'.repeat(201) },
    { 'idempotency-key': '\u00e9\u00ff\t' },
    { accept: 'text/html' },
    { range: 'bytes=0-1', 'if-none-match': '*', 'if-match': '"x"' },
    { 'next-action': 'x' },
    { 'access-control-request-method': 'GET' },
    { 'x-middleware-subrequest': 'proxy:proxy', 'x-nextjs-data': '1' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': '' },
    { 'content-encoding': 'gzip' },
  ),
  fc
    .string({
      unit: fc
        .integer({ min: 0x20, max: 0xff })
        .filter((n) => n < 0x7f || n > 0x9f)
        .map((n) => String.fromCharCode(n)),
    })
    .map((value) => ({ 'idempotency-key': value, 'x-vercel-ai-data-stream': value })),
)

const distortions: ((text: string) => string | Uint8Array)[] = [
  (text) => text.slice(0, -1),
  (text) => `${text}${text}`,
  (text) => text.replaceAll('"', "'"),
  (text) => `\ufeff${text}`,
  (text) => text.replace(/^\{/, '{"a":NaN,'),
  (text) => text.replace(/^\{/, '{"content":1,"__proto__":{"role":"admin"},'),
  (text) => text.replace(/\}$/, ',"metadata":{"a":1e400}}'),
  (text) => text.replace(/\}$/, `,"content":"${'x'.repeat(1_100_000)}"}`),
  (text) => text.replace(/\}$/, `,"content":"${'x'.repeat(1_000_001)}"}`),
  (text) => `${'['.repeat(50_000)}${text}`,
  () => '',
  () => 'null',
  () => Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d),
]
const undistorted = (text: string) => text

/** Whether the part of a draft is as the document says, or in which place it is not. */
const faults = fc.oneof(
  { weight: 60, arbitrary: fc.constant('none' as const) },
  { weight: 22, arbitrary: fc.constant('body' as const) },
  { weight: 3, arbitrary: fc.constant('text' as const) },
  { weight: 5, arbitrary: fc.constant('path' as const) },
  { weight: 5, arbitrary: fc.constant('query' as const) },
  { weight: 5, arbitrary: fc.constant('headers' as const) },
)

function valuesOf(operation: Operation, place: Parameter['in'], contract: Contract) {
  const own = { ...hints, ...hintsOfOperations[operation.operationId] }
  const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === place)
  const named = parameters.map((parameter) => {
    const { name, schema } = parameter
    if (place === 'path') return [name, pathValue(operation, parameter, contract)] as const
    const given = own[name] ?? arbitraryOf(schema, contract)
    const text = given.map((value) => (value instanceof Reference ? value : asText(value, place)))
    return [name, text] as const
  })
  const values = named.map(([name, value]) =>
    (place === 'path' ? value : rarely(value)).map((given) => [name, given] as const),
  )
  return fc
    .tuple(...values)
    .map((pairs) => pairs.filter((pair): pair is [string, Value] => pair[1] !== undefined))
}

/** Headers carry no more than Latin-1. */
const asText = (value: unknown, place: Parameter['in']) =>
  place === 'query'
    ? encodeURIComponent(String(value).toWellFormed())
    : String(value).replaceAll(/[^\x20-\x7e]/g, '?')

function bodyOf(operation: Operation, contract: Contract): fc.Arbitrary<unknown> {
  const schema: Schema | undefined = operation.requestBody?.content['application/json']?.schema
  if (!schema) return fc.constant(undefined)
  const own = { ...hints, ...hintsOfOperations[operation.operationId] }
  const bySchema = arbitraryOf(schema, { ...contract, hints: own })
  const recipe = recipes[operation.operationId]
  return recipe ? fc.oneof(bySchema, recipe) : bySchema
}

function draftOf(operation: Operation, contract: Contract): fc.Arbitrary<DraftRequest> {
  const body = bodyOf(operation, contract)
  const takesBody = operation.requestBody !== undefined
  return faults.chain((fault) =>
    fc.record({
      operation: fc.constant(operation),
      path:
        fault === 'path'
          ? fc.record(
              Object.fromEntries(
                (operation.parameters ?? [])
                  .filter((parameter) => parameter.in === 'path')
                  .map(({ name }) => [name, oddPathIds] as const),
              ),
            )
          : valuesOf(operation, 'path', contract).map((pairs) => Object.fromEntries(pairs)),
      query: fc
        .tuple(
          valuesOf(operation, 'query', contract),
          fault === 'query' ? oddQuery : fc.constant<[string, string][]>([]),
        )
        .map(([good, odd]): [string, Value][] => [...good, ...odd]),
      headers: fc
        .tuple(
          valuesOf(operation, 'header', contract),
          fault === 'headers' ? oddHeaders : fc.constant({}),
        )
        .map(([good, odd]) => ({
          ...(takesBody ? { 'content-type': 'application/json' } : {}),
          ...Object.fromEntries(good),
          ...odd,
        })),
      body: fault === 'body' ? (takesBody ? breakersOf(body) : oddValues) : body,
      distort: fault === 'text' ? fc.constantFrom(...distortions) : fc.constant(undistorted),
      leaves: fc.integer({ min: 1, max: 12 }).map((n) => n === 1),
    }),
  )
}

/** Requests of all operations of a contract, valid and broken. */
export const draftRequests = (contract: Contract): fc.Arbitrary<DraftRequest> =>
  fc.oneof(
    ...contract.operations.map((operation) => ({
      weight: weights[operation.operationId] ?? usualWeight,
      arbitrary: draftOf(operation, contract),
    })),
  )

function filledIn(value: unknown, known: Known): unknown {
  if (value instanceof Reference) {
    const found = known.find(value)
    return value.kind === 'export' ? JSON.parse(found) : found
  }
  if (Array.isArray(value)) return value.map((item) => filledIn(item, known))
  if (!isContainer(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, filledIn(item, known)]),
  )
}

const mayCarryBody = (method: string) => method !== 'GET'

/** Makes of a draft what is sent, with what exists now in the place of its references. */
export function fillIn(draft: DraftRequest, known: Known): GeneratedRequest {
  const { operation, distort, leaves } = draft
  const { method } = operation
  const word = (value: Value) =>
    value instanceof Reference ? encodeURIComponent(known.find(value)) : value
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    word(draft.path[name] ?? ''),
  )
  const query = draft.query.map(([name, value]) => `${name}=${word(value)}`).join('&')
  const value = filledIn(draft.body, known)
  const body =
    value === undefined || !mayCarryBody(method) ? undefined : distort(JSON.stringify(value))
  const headers = Object.entries(draft.headers).map(([name, header]) => [name, word(header)])
  return {
    operation,
    method,
    path: query === '' ? path : `${path}?${query}`,
    headers: {
      ...Object.fromEntries(headers),
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
    ...(body === undefined ? {} : { body }),
    value: body === undefined ? undefined : value,
    isDistorted: distort !== undistorted,
    leaves,
  }
}
