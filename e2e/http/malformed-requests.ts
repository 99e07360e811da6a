import { gzipSync } from 'node:zlib'

export type MalformedRequest = {
  name: string
  method: string
  path: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** The status that it must get. */
  status: number
  /** Refused by Next for its method, which has no words for it. */
  isLeftToNext?: true
}

/** What the requests refer to; it exists, so that nothing is refused for another reason than its own fault. */
export type Surroundings = { thread: string; answer: string; knownModel: string }

const json = { 'content-type': 'application/json' }
const unknownId = '019a0000-0000-7000-8000-000000000000'
const unknownModel = 'nobody/nothing'
const limit = 1_048_576
const lone = 'a lone \ud800 surrogate'
const nul = 'a \0 character'

type Wrong = Record<string, unknown[]>
type Fields = Record<string, unknown>

const wrongText = [5, true, {}, []]
const wrongExternalId = [...wrongText, '', 'x'.repeat(201), nul, lone]
const wrongModel = [...wrongText, null, '', 'x'.repeat(201), unknownModel, nul, lone]
const wrongUuid = [5, {}, '', 'x', `${unknownId}0`, nul]
const wrongMetadata = ['x', 5, [], null, { a: nul }, { [lone]: 1 }, { a: [{ b: lone }] }]
const wrongParts = [
  'x',
  null,
  [],
  ['x'],
  [{}],
  [{ type: 'text' }],
  [{ type: 'text', text: 5 }],
  [{ type: 'text', text: '  ' }],
  [{ type: 'text', text: nul }],
  [{ type: 'text', text: lone }],
  [{ type: 'image', url: 'https://example.org/a.png' }],
  Array.from({ length: 101 }, () => ({ type: 'text', text: 'x' })),
]
const wrongContent = [5, null, {}, [], '', ' \n ', nul, lone, 'x'.repeat(1_000_001)]

const wrongThread: Wrong = {
  title: [...wrongText, '', '  ', 'x'.repeat(201), nul, lone],
  system_prompt: [...wrongText, 'x'.repeat(100_001), nul, lone],
  model: wrongModel,
  active_model: [5, ''],
  current_model: [{}, 'x'.repeat(201)],
  visibility: [5, null, '', 'secret'],
}

const wrongChatOptions: Wrong = {
  model: wrongModel,
  agentId: wrongUuid,
  visibility: ['secret', 5],
  selectedVisibilityType: ['secret', null],
  context: ['x', [], { a: nul }],
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 60 ? `${text.slice(0, 50)}… (${text.length})` : text
}

/** One request for each wrong value, in a body that is right but for it. */
function eachWrong(
  target: { method: string; path: string },
  good: Fields,
  wrong: Wrong,
): MalformedRequest[] {
  return Object.entries(wrong).flatMap(([field, values]) =>
    values.map((value) => ({
      ...target,
      name: `${target.method} ${target.path} ${field} ${shorten(value)}`,
      headers: json,
      body: JSON.stringify({ ...good, [field]: value }),
      status: 422,
    })),
  )
}

function bodies(
  target: { method: string; path: string },
  list: unknown[],
  status = 422,
): MalformedRequest[] {
  return list.map((body) => ({
    ...target,
    name: `${target.method} ${target.path} ${shorten(body)}`,
    headers: json,
    body: JSON.stringify(body),
    status,
  }))
}

/** Bodies that are not JSON, not of a known type, too large or too deep, for one address that takes a body. */
function brokenBodies(method: string, path: string, good: Fields): MalformedRequest[] {
  const text = JSON.stringify(good)
  const make = (name: string, status: number, body: string | Uint8Array, headers = json) => ({
    name: `${method} ${path} ${name}`,
    method,
    path,
    headers: headers as Record<string, string>,
    body,
    status,
  })
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
  return [
    make('half an object', 400, text.slice(0, -1)),
    make('a comma too many', 400, text.replace(/}$/, ',}')),
    make('single quotes', 400, text.replaceAll('"', "'")),
    make('not a number', 400, '{"a":NaN}'),
    make('not JSON at all', 400, 'title=Hello&model=x'),
    make('two values', 400, `${text}${text}`),
    make('a raw null byte', 400, '{"title":"a\0b"}'),
    make('bytes that are no UTF-8', 400, Uint8Array.of(0x22, 0xff, 0xfe, 0x22)),
    make('a compressed body', 400, gzipSync(text), {
      ...json,
      'content-encoding': 'gzip',
    } as never),
    make('null', 422, 'null'),
    make('a list', 422, `[${text}]`),
    make('a number', 422, '5'),
    make('a string', 422, JSON.stringify(text)),
    make('a hundred levels', 422, `{"a":${nested(100)}}`),
    make('a hundred thousand levels', 422, `{"a":${nested(100_000)}}`),
    make('a body that is too large', 413, JSON.stringify({ ...good, a: 'x'.repeat(limit) })),
    make('plain text', 415, text, { 'content-type': 'text/plain' }),
    make('a form', 415, text, { 'content-type': 'application/x-www-form-urlencoded' }),
    make('almost JSON', 415, text, { 'content-type': 'application/jsonp' }),
    make('no type', 415, text, {} as never),
  ]
}

const leftToNext = (request: MalformedRequest): MalformedRequest => ({
  ...request,
  isLeftToNext: true,
})

const paths = (method: string, list: string[], status: number, body?: Fields): MalformedRequest[] =>
  list.map((path) => ({
    name: `${method} ${path.length > 100 ? `${path.slice(0, 60)}… (${path.length})` : path}`,
    method,
    path,
    ...(body ? { headers: json, body: JSON.stringify(body) } : {}),
    status,
  }))

function threadRequests({ thread }: Surroundings): MalformedRequest[] {
  const create = { method: 'POST', path: '/api/threads' }
  const patch = { method: 'PATCH', path: `/api/threads/${thread}` }
  return [
    ...eachWrong(create, { title: 'Good' }, wrongThread),
    ...eachWrong(create, { title: 'Good' }, { id: wrongUuid, external_id: wrongExternalId }),
    ...brokenBodies('POST', create.path, { title: 'Good' }),
    ...eachWrong(patch, { title: 'Good' }, wrongThread),
    ...eachWrong(patch, { title: 'Good' }, { pinned: ['yes', 1, null], archived: ['no', 0, {}] }),
    ...bodies(patch, [{}, { nothing: 'known' }, { title: null }]),
    ...brokenBodies('PATCH', patch.path, { title: 'Good' }),
    ...paths('PATCH', [`/api/threads/${unknownId}`, '/api/threads/unknown'], 404, {
      title: 'Good',
    }),
    {
      name: 'a key given twice, the second time wrong',
      ...create,
      headers: json,
      body: '{"title":"Good","title":5}',
      status: 422,
    },
    {
      name: 'a prototype in the body',
      ...create,
      headers: json,
      body: '{"__proto__":{"title":"Good"},"title":5}',
      status: 422,
    },
    {
      name: 'an id that is taken',
      ...create,
      headers: json,
      body: `{"id":"${thread}"}`,
      status: 409,
    },
  ]
}

function messageRequests({ thread, knownModel }: Surroundings): MalformedRequest[] {
  const path = `/api/threads/${thread}/messages`
  const target = { method: 'POST', path }
  const good = { content: 'Hello', model: knownModel }
  return [
    ...eachWrong(target, good, {
      content: wrongContent,
      model: wrongModel,
      agent_id: wrongUuid,
      external_id: wrongExternalId,
      metadata: wrongMetadata,
      stream: ['yes', 1, null],
      background: ['no', 0, {}],
    }),
    ...eachWrong(target, { model: knownModel }, { parts: wrongParts }),
    ...bodies(target, [
      {},
      { model: knownModel },
      { ...good, parts: [{ type: 'text', text: 'Hello' }] },
      { ...good, stream: true, background: true },
    ]),
    ...brokenBodies('POST', path, good),
    ...paths(
      'POST',
      [`/api/threads/${unknownId}/messages`, '/api/threads/unknown/messages'],
      404,
      good,
    ),
    ...['', 'x'.repeat(201)].map((key) => ({
      name: `an Idempotency-Key of ${key.length} characters`,
      ...target,
      headers: { ...json, 'idempotency-key': key },
      body: JSON.stringify(good),
      status: 422,
    })),
  ]
}

function chatRequests({ thread, answer, knownModel }: Surroundings): MalformedRequest[] {
  const target = { method: 'POST', path: '/api/chat' }
  const message = { role: 'user', content: 'Hello' }
  const good = { id: unknownId, message, model: knownModel }
  const prompt = { role: 'user', content: 'Hello', id: 'm-1' }
  const promptBody = { prompt, threadId: 'malformed-thread', model: knownModel }
  const wrongMessages = [
    null,
    'x',
    {},
    { role: 'user' },
    { role: 'assistant', content: 'x' },
    { content: 'x' },
    ...wrongContent.map((content) => ({ role: 'user', content })),
    ...wrongParts.map((parts) => ({ role: 'user', parts })),
    ...wrongExternalId.map((id) => ({ ...message, id })),
    ...wrongMetadata.map((metadata) => ({ ...message, metadata })),
  ]
  const again = { id: thread, trigger: 'regenerate-message' }
  return [
    ...eachWrong(target, good, {
      ...wrongChatOptions,
      id: wrongExternalId,
      message: wrongMessages,
      trigger: ['explode', 5, null],
      messageId: wrongExternalId,
    }),
    ...bodies(target, [
      {},
      { id: unknownId },
      { id: unknownId, messages: [] },
      { id: unknownId, messages: 'x' },
      { id: unknownId, messages: [{}] },
      { id: unknownId, messages: [{ role: 'assistant', content: 'x' }] },
      { id: unknownId, messages: [{ role: 'user' }] },
      again,
      { trigger: 'regenerate-message', messageId: answer },
    ]),
    ...bodies(
      target,
      [
        { ...again, messageId: unknownId },
        { ...again, messageId: 'unknown' },
        { ...again, id: unknownId, messageId: answer },
        { ...again, id: 'unknown', messageId: answer },
      ],
      404,
    ),
    ...eachWrong(target, { id: unknownId, message }, { selectedChatModel: wrongModel }),
    ...brokenBodies('POST', target.path, good),
    ...['/chat', '/api/chat'].flatMap((path) =>
      eachWrong({ method: 'POST', path }, promptBody, {
        prompt: [
          null,
          'x',
          {},
          { ...prompt, role: 'assistant' },
          { ...prompt, content: undefined },
          { ...prompt, id: undefined },
          ...wrongContent.map((content) => ({ ...prompt, content })),
          ...wrongExternalId.map((id) => ({ ...prompt, id })),
        ],
        threadId: [...wrongExternalId, null, undefined],
        responseId: wrongExternalId,
        model: wrongModel,
      }).map((request) => ({ ...request, name: `prompt: ${request.name}` })),
    ),
    ...brokenBodies('POST', '/chat', promptBody),
  ]
}

function stopRequests({ thread }: Surroundings): MalformedRequest[] {
  const target = { method: 'POST', path: `/api/chat/${thread}/stop` }
  return [
    ...eachWrong(target, {}, { turn_id: [...wrongUuid, null] }),
    ...brokenBodies('POST', target.path, { turn_id: unknownId }),
    ...bodies(target, [{}, { turn_id: unknownId }], 409),
    { name: 'stop without a body when nothing runs', ...target, status: 409 },
    ...paths('POST', [`/api/chat/${unknownId}/stop`, '/api/chat/unknown/stop'], 404),
  ]
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function queryRequests({ thread }: Surroundings): MalformedRequest[] {
  const numbers = ['0', '-1', '1.5', 'x', '', '1e9', 'NaN', 'Infinity', '%00', '%ff', '5&limit=x']
  const cursors = [
    '',
    'x',
    '%00',
    'x'.repeat(201),
    base64(null),
    base64(['2026-01-01T00:00:00Z']),
    base64(['yesterday', unknownId]),
    base64(['2026-01-01T00:00:00Z', 'x']),
    base64([unknownId, '2026-01-01T00:00:00Z']),
  ]
  const sequences = ['-1', 'x', '1.5', '2147483648', '99999999999999999999', '%00']
  const messages = `/api/threads/${thread}/messages`
  return [
    ...numbers.map((value) => `/api/threads?limit=${value}`),
    '/api/threads?limit=101',
    ...cursors.map((value) => `/api/threads?cursor=${value}`),
    ...['maybe', '1', ''].flatMap((value) => [
      `/api/threads?archived=${value}`,
      `/api/threads?pinned=${value}`,
    ]),
    `/api/threads/${thread}?include=everything`,
    `/api/threads/${thread}?include=messages,everything`,
    `/api/threads/${thread}?include=${'messages,'.repeat(12)}`,
    ...numbers.map((value) => `${messages}?limit=${value}`),
    `${messages}?limit=201`,
    ...sequences.map((value) => `${messages}?before_sequence=${value}`),
    ...sequences.map((value) => `${messages}?after_sequence=${value}`),
    `${messages}?before_sequence=5&after_sequence=1`,
    `${messages}?branch=x`,
    `${messages}?branch=%00`,
  ].flatMap((path) => paths('GET', [path], 422))
}

/** Ids in the path: unknown ones are not found, impossible ones not valid, undecodable ones name nothing. */
function pathRequests({ thread }: Surroundings): MalformedRequest[] {
  const unknown = [
    unknownId,
    'unknown',
    '%F0%9F%A7%B5',
    '..%2F..%2Fetc',
    '%25',
    'a%20b',
    "'%3B--",
    '%ED%9F%BF',
  ]
  const impossible = ['%00', 'a%00b', 'x'.repeat(201), 'x'.repeat(5000)]
  const undecodable = ['%ff', '%', '%zz', '%ED%A0%80', '%C0%AF']
  const addresses = (id: string): [string, string][] => [
    ['GET', `/api/threads/${id}`],
    ['DELETE', `/api/threads/${id}`],
    ['GET', `/api/threads/${id}/messages`],
    ['GET', `/api/threads/${id}/messages/${unknownId}/stream`],
    ['GET', `/api/chat/${id}/stream`],
  ]
  const all = (ids: string[], status: number) =>
    ids.flatMap(addresses).flatMap(([method, path]) => paths(method, [path], status))
  return [
    ...all(unknown, 404),
    ...all(impossible, 422),
    ...all(undecodable, 404),
    ...paths('GET', [`/api/threads/${thread}/messages/x/stream`], 422),
    ...paths('GET', [`/api/threads/${thread}/messages/%00/stream`], 422),
    ...paths('GET', [`/api/threads/${thread}/messages/${unknownId}/stream`], 404),
    ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) =>
      paths(method, ['/api/nothing', '/api/threads/a/b/c', '/api/%00', '/api/chat/a/b'], 404),
    ),
  ]
}

function methodRequests({ thread }: Surroundings): MalformedRequest[] {
  const wrong: Record<string, string[]> = {
    '/api/threads': ['PUT', 'PATCH', 'DELETE'],
    [`/api/threads/${thread}`]: ['POST', 'PUT'],
    [`/api/threads/${thread}/messages`]: ['PUT', 'PATCH', 'DELETE'],
    '/api/chat': ['GET', 'PUT', 'PATCH', 'DELETE'],
    '/chat': ['GET', 'PUT', 'DELETE'],
    [`/api/chat/${thread}/stop`]: ['GET', 'PUT', 'DELETE'],
    [`/api/chat/${thread}/stream`]: ['POST', 'PUT', 'DELETE'],
    '/api/models': ['POST', 'DELETE'],
    '/api/health/live': ['POST', 'DELETE'],
    '/api/health/ready': ['POST', 'DELETE'],
  }
  return Object.entries(wrong).flatMap(([path, methods]) =>
    methods.flatMap((method) => paths(method, [path], 405)),
  )
}

/** Methods that no route can have; Next refuses them before it looks for one. */
const impossibleMethods = ({ thread }: Surroundings): MalformedRequest[] =>
  ['PROPFIND', 'TRACE', 'PURGE'].flatMap((method) =>
    paths(method, ['/api/threads', `/api/threads/${thread}`, '/api/chat'], 400).map(leftToNext),
  )

/** Every malformed request, the same ones in the same order each time. */
export const malformedRequests = (surroundings: Surroundings): MalformedRequest[] => [
  ...threadRequests(surroundings),
  ...messageRequests(surroundings),
  ...chatRequests(surroundings),
  ...stopRequests(surroundings),
  ...queryRequests(surroundings),
  ...pathRequests(surroundings),
  ...methodRequests(surroundings),
  ...impossibleMethods(surroundings),
]
