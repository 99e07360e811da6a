import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import { createKey, peopleEnv, setUp, signUp, tokensOf, type Person } from '../support/people'
import { smallPng } from '../support/small-png'
import { hasText, readUntil, sendRaw, type Message, type RawAnswer } from './client'
import { loadContract, mediaTypeOf, type Contract, type Operation } from './openapi'
import { startPair, type Pair } from './start-pair'

const held = 'sim/held'
const nothing = '019a0000-0000-7000-8000-000000000000'
const limit = 1_048_576
const firstAdministrator = '00000000-0000-7000-8000-000000000002'
const home = '00000000-0000-7000-8000-000000000001'

/** Heeded where a request has no token of its own. */
const ownKey = { 'x-api-key': peopleEnv.SKEIN_API_KEY }

let pair: Pair
let contract: Contract
/** The first administrator in a browser; without one's own credentials a request has their key. */
let administrator: Person
test.beforeAll(async () => {
  pair = await startPair('contract', {
    env: { ...peopleEnv, TITLE_MODEL: 'openai/gpt-4o-mini', FIRST_TOKEN_TIMEOUT: '3' },
  })
  administrator = await setUp(pair.skein.origin)
  contract = await loadContract(pair.skein.origin)
})
test.afterAll(() => pair.close())

type Sent = {
  path: string
  headers?: Record<string, string>
  body?: unknown
  /** The body as it is sent, when it is not JSON. */
  text?: string
  /** For an answer without an end: what must be in its beginning. */
  begins?: string
}

/** A request with the status that it must get; several may stand for one operation. */
type Case = { status: number; type?: string; ask: () => Sent | Promise<Sent> }

const protocolV1 = { 'x-vercel-ai-data-stream': 'v1' }

async function newThread(): Promise<string> {
  return (await pair.client.createThread({ model: 'sim/echo' })).id
}

async function say(thread: string, body: Record<string, unknown> = {}) {
  const path = `/api/threads/${thread}/messages`
  const { status, body: answer } = await pair.client.ask<Message>('POST', path, {
    content: 'What is the capital of France?',
    ...body,
  })
  expect(status, JSON.stringify(answer)).toBeLessThan(300)
  return answer
}

/** A thread with one question and its answer. */
async function talk() {
  const thread = await newThread()
  const answer = await say(thread)
  return { thread, answer: answer.id, question: answer.parent_id ?? '' }
}

/** A thread whose answer stands still in its middle. */
async function heldTalk() {
  const thread = await newThread()
  const path = `/api/threads/${thread}/messages`
  const body = { content: 'Count', model: held, stream: true }
  await readUntil(await pair.client.openStream(path, body), hasText)
  const answer = (await pair.client.messages(thread)).at(-1)?.id ?? ''
  return { thread, answer, at: `/api/threads/${thread}` }
}

/** One of the folders, made when there is none. */
async function folder(): Promise<string> {
  const { body } = await pair.client.ask<{ data: { id: string }[] }>('GET', '/api/folders')
  if (body.data[0]) return body.data[0].id
  return (await pair.client.ask<{ id: string }>('POST', '/api/folders', { name: 'Made' })).body.id
}

/** Lets held answers go on as soon as the next reader of one may have begun. */
const releaseSoon = () => setTimeout(() => pair.upstream.release(held), 200)

/** Two messages that share their external id. */
async function twins(): Promise<string> {
  const name = `twin-${crypto.randomUUID()}`
  for (const thread of [await newThread(), await newThread()]) {
    await say(thread, { external_id: name })
  }
  return name
}

async function summarised() {
  const { thread } = await talk()
  await say(thread, { content: `Write an essay of 300 words about rivers` })
  const path = `/api/threads/${thread}/summaries`
  const { status, body } = await pair.client.ask<{ id: string }>('POST', path, {})
  expect(status, JSON.stringify(body)).toBe(201)
  return { thread, summary: body.id }
}

/** A title that could not be written; the administrators' page names its job. */
async function failedJob(): Promise<string> {
  const cheap = 'openai/gpt-4o-mini'
  pair.upstream.script(cheap, [{ text: 'An answer.' }, { status: 403 }])
  await say((await pair.client.createThread({ model: cheap })).id)
  const idOnPage = async () => {
    const { text } = await administrator.send('GET', '/admin/jobs')
    return /\\"id\\":\\"([0-9a-f-]{36})\\",\\"name\\":\\"Titles\\"/.exec(text)?.[1] ?? ''
  }
  await expect.poll(idOnPage).not.toBe('')
  return idOnPage()
}

/** A thread with a link by which anybody may read it. */
async function shared(): Promise<{ thread: string; token: string }> {
  const { thread } = await talk()
  const path = `/api/threads/${thread}/share`
  const { body } = await pair.client.ask<{ token: string }>('PUT', path, {})
  return { thread, token: body.token }
}

/** A file of each kind that can be attached. */
const contents: Record<string, () => Promise<Buffer>> = {
  'image/png': async () => smallPng,
  'image/jpeg': () => sharp(smallPng).jpeg().toBuffer(),
  'image/webp': () => sharp(smallPng).webp().toBuffer(),
  'image/gif': () => sharp(smallPng).gif().toBuffer(),
  'application/pdf': async () => Buffer.from('%PDF-1.4 and so on'),
  'text/plain': async () => Buffer.from('Hello'),
}

async function uploaded(type = 'image/png'): Promise<{ path: string; etag: string }> {
  const { origin } = pair.skein
  const body = new Uint8Array((await contents[type]?.()) ?? [])
  const response = await fetch(`${origin}/api/files`, { method: 'POST', headers: ownKey, body })
  expect(response.status).toBe(201)
  const path = `/api/files/${((await response.json()) as { id: string }).id}`
  const { headers } = await fetch(origin + path, { headers: ownKey })
  return { path, etag: headers.get('etag') ?? '' }
}

async function newPrompt(): Promise<{ id: string; name: string }> {
  const name = `p${crypto.randomUUID()}`
  return { name, id: await made('/api/prompts', { name, text: 'Hello' }) }
}

async function exported(): Promise<unknown> {
  const { thread } = await talk()
  const { body } = await pair.client.ask('GET', `/api/threads/${thread}/export`)
  return body
}

const to = (status: number, ask: Case['ask'], type?: string): Case => ({ status, ask, type })
const at = (status: number, path: string, body?: unknown): Case =>
  to(status, () => ({ path, body }))

/** A turn of a model that fails before its first token, with the status of its failure. */
const failures: Record<string, number> = {
  'sim/error-401': 502,
  'sim/error-429': 503,
  'sim/error-402': 503,
  'sim/hang': 504,
}
const failing = Object.entries(failures).map(([model, status]) =>
  to(status, async () => ({
    path: `/api/threads/${await newThread()}/messages`,
    body: { content: 'Count', model },
  })),
)

const onMessage = (status: number, rest: string, body?: unknown): Case =>
  to(status, async () => ({ path: `/api/messages/${(await talk()).answer}${rest}`, body }))
const onTwins = (rest: string, body?: unknown): Case =>
  to(409, async () => ({ path: `/api/messages/${await twins()}${rest}`, body }))
const onHeld = (body?: unknown): Case =>
  to(409, async () => ({ path: `/api/messages/${(await heldTalk()).answer}`, body }))
const onThread = (status: number, rest: string, body?: unknown, type?: string): Case =>
  to(status, async () => ({ path: `/api/threads/${(await talk()).thread}${rest}`, body }), type)

const newMember = () => signUp(pair.skein.origin, 'Member')

/** A request of somebody new, with an access token of theirs. */
const ofMember = (status: number, ask: (person: Person) => Sent | Promise<Sent>): Case =>
  to(status, async () => {
    const person = await newMember()
    const { access_token: token } = await tokensOf(person)
    return { ...(await ask(person)), headers: { authorization: `Bearer ${token}` } }
  })

const onMember = (status: number, body?: unknown): Case =>
  to(status, async () => ({ path: `/api/members/${(await newMember()).id}`, body }))

async function made(path: string, body: unknown): Promise<string> {
  const answer = await pair.client.ask<{ id: string }>('POST', path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body.id
}

const newPassword = 'canary-of-a-new-password'

const message = { role: 'user', content: 'Hello' }
const stream = 'text/event-stream'
const dataStream = 'text/plain'

/** For each operation what it can answer, success and failure, beyond what all operations have in common. */
const cases: Record<string, Case[]> = {
  chat: [
    at(200, '/api/chat', { id: null, message, model: 'sim/echo' }),
    to(
      200,
      () => ({ path: '/api/chat', headers: protocolV1, body: { message, model: 'sim/echo' } }),
      dataStream,
    ),
    at(404, '/api/chat', { id: nothing, trigger: 'regenerate-message', messageId: nothing }),
    to(409, async () => {
      const thread = await newThread()
      await say(thread, { external_id: 'used' })
      return { path: '/api/chat', body: { id: thread, message: { ...message, id: 'used' } } }
    }),
    at(422, '/api/chat', { message, model: 'nobody/nothing' }),
  ],
  answerTemporarily: [
    at(200, '/api/temporary', { model: 'sim/echo', messages: [message] }),
    to(
      200,
      () => ({
        path: '/api/temporary',
        headers: protocolV1,
        body: { model: 'sim/echo', messages: [message] },
      }),
      dataStream,
    ),
    at(422, '/api/temporary', { model: 'nobody/nothing', messages: [message] }),
  ],
  resumeChat: [
    to(200, async () => {
      const { thread } = await heldTalk()
      releaseSoon()
      return { path: `/api/chat/${thread}/stream` }
    }),
    to(
      200,
      async () => {
        const { thread } = await heldTalk()
        releaseSoon()
        return { path: `/api/chat/${thread}/stream?protocol=data-v1` }
      },
      dataStream,
    ),
    to(204, async () => ({ path: `/api/chat/${await newThread()}/stream` })),
  ],
  resumeAnswer: [
    to(200, async () => {
      const { at: thread, answer } = await heldTalk()
      releaseSoon()
      return { path: `${thread}/messages/${answer}/stream` }
    }),
    to(
      200,
      async () => {
        const { at: thread, answer } = await heldTalk()
        releaseSoon()
        return { path: `${thread}/messages/${answer}/stream`, headers: protocolV1 }
      },
      dataStream,
    ),
    to(204, async () => {
      const { thread, answer } = await talk()
      return { path: `/api/threads/${thread}/messages/${answer}/stream` }
    }),
  ],
  stopChat: [
    to(200, async () => ({ path: `/api/chat/${(await heldTalk()).thread}/stop` })),
    to(409, async () => ({ path: `/api/chat/${await newThread()}/stop` })),
  ],
  listThreads: [at(200, '/api/threads?limit=3')],
  changeThreads: [
    to(200, async () => ({
      path: '/api/threads/bulk',
      body: { ids: [await newThread()], action: 'archive' },
    })),
    to(404, async () => ({
      path: '/api/threads/bulk',
      body: { ids: [await newThread()], action: 'move', folder_id: nothing },
    })),
  ],
  listFolders: [at(200, '/api/folders')],
  createFolder: [
    at(201, '/api/folders', { name: 'Made' }),
    to(409, async () => {
      const full = async () => (await pair.client.ask('POST', '/api/folders', { name: 'x' })).status
      while ((await full()) === 201);
      return { path: '/api/folders', body: { name: 'One more' } }
    }),
  ],
  updateFolder: [
    to(200, async () => ({ path: `/api/folders/${await folder()}`, body: { position: 1 } })),
  ],
  deleteFolder: [to(204, async () => ({ path: `/api/folders/${await folder()}` }))],
  search: [at(200, '/api/search?q=capital')],
  createThread: [
    at(201, '/api/threads', { title: 'Made' }),
    to(409, async () => ({ path: '/api/threads', body: { id: await newThread() } })),
  ],
  getThread: [onThread(200, '?include=messages,summaries')],
  updateThread: [
    onThread(200, '', { pinned: true }),
    to(200, async () => {
      const { thread, question } = await talk()
      return { path: `/api/threads/${thread}`, body: { active_leaf_id: question } }
    }),
    onThread(404, '', { active_leaf_id: nothing }),
  ],
  forkThread: [
    to(201, async () => {
      const { thread, answer } = await talk()
      return { path: `/api/threads/${thread}/fork`, body: { message_id: answer } }
    }),
    onThread(404, '/fork', { message_id: nothing }),
    to(409, async () => {
      const { at: path, answer } = await heldTalk()
      return { path: `${path}/fork`, body: { message_id: answer } }
    }),
  ],
  deleteThread: [onThread(204, '')],
  listMessages: [onThread(200, '/messages')],
  createMessage: [
    onThread(200, '/messages', { content: 'Hi', stream: true }),
    onThread(200, '/messages?protocol=data-v1', { content: 'Hi', stream: true }, dataStream),
    onThread(201, '/messages', { content: 'Hi' }),
    onThread(202, '/messages', { content: 'Hi', background: true }),
    to(409, async () => {
      const thread = await newThread()
      await say(thread, { external_id: 'used' })
      const body = { content: 'Another', external_id: 'used' }
      return { path: `/api/threads/${thread}/messages`, body }
    }),
    ...failing,
  ],
  getMessage: [onMessage(200, ''), onTwins('')],
  updateMessage: [
    onMessage(200, '', { content: 'Paris.' }),
    onTwins('', { content: 'Paris.' }),
    onHeld({ content: 'Paris.' }),
  ],
  deleteMessage: [onMessage(204, ''), onTwins(''), onHeld()],
  listMessageVersions: [
    to(200, async () => {
      const { answer } = await talk()
      await pair.client.ask('PATCH', `/api/messages/${answer}`, { content: 'Paris.' })
      return { path: `/api/messages/${answer}/versions` }
    }),
    onTwins('/versions'),
  ],
  setVote: [
    onMessage(200, '/vote', { value: 'up' }),
    to(409, async () => ({
      path: `/api/messages/${(await talk()).question}/vote`,
      body: { value: 'up' },
    })),
  ],
  removeVote: [
    onMessage(204, '/vote'),
    to(409, async () => ({ path: `/api/messages/${(await talk()).question}/vote` })),
  ],
  chatVote: [
    to(200, async () => {
      const { thread, answer } = await talk()
      return {
        path: '/api/chat/vote',
        body: { chatId: thread, messageId: answer, isUpvoted: false },
      }
    }),
    to(404, () => ({
      path: '/api/chat/vote',
      body: { chatId: nothing, messageId: nothing, isUpvoted: true },
    })),
    to(409, async () => {
      const { thread, question } = await talk()
      return {
        path: '/api/chat/vote',
        body: { chatId: thread, messageId: question, isUpvoted: true },
      }
    }),
  ],
  createFile: [
    to(201, () => ({ path: '/api/files?name=notes.txt', text: 'Hello' })),
    to(413, () => ({
      path: '/api/files',
      text: 'Hello',
      headers: { 'content-length': String(2 ** 40) },
    })),
    to(415, () => ({ path: '/api/files', text: 'PK\u0003\u0004 and so on' })),
    to(422, () => ({ path: '/api/files', text: '' })),
  ],
  getFile: [
    ...Object.keys(contents).map((type) => to(200, () => uploaded(type), type)),
    to(304, async () => {
      const { path, etag } = await uploaded()
      return { path, headers: { 'if-none-match': etag } }
    }),
  ],
  getThumbnail: [
    to(200, async () => ({ path: `${(await uploaded()).path}/thumbnail` })),
    to(304, async () => {
      const path = `${(await uploaded()).path}/thumbnail`
      const { headers } = await fetch(pair.skein.origin + path, { headers: ownKey })
      return { path, headers: { 'if-none-match': headers.get('etag') ?? '' } }
    }),
  ],
  deleteFile: [
    to(204, () => uploaded()),
    to(409, async () => {
      const { path: url } = await uploaded()
      await say(await newThread(), { content: undefined, parts: [{ type: 'file', url }] })
      return { path: url }
    }),
  ],
  listPrompts: [
    to(200, async () => {
      await newPrompt()
      return { path: '/api/prompts' }
    }),
  ],
  createPrompt: [
    to(201, () => ({
      path: '/api/prompts',
      body: { name: `p${crypto.randomUUID()}`, text: 'Hello {{name}}' },
    })),
    to(409, async () => {
      const { name } = await newPrompt()
      return { path: '/api/prompts', body: { name, text: 'Hello' } }
    }),
  ],
  updatePrompt: [
    to(200, async () => ({
      path: `/api/prompts/${(await newPrompt()).id}`,
      body: { shared: true },
    })),
    to(409, async () => {
      const [{ name }, { id }] = [await newPrompt(), await newPrompt()]
      return { path: `/api/prompts/${id}`, body: { name } }
    }),
  ],
  deletePrompt: [to(204, async () => ({ path: `/api/prompts/${(await newPrompt()).id}` }))],
  previewContext: [onThread(200, '/context?draft=Hello')],
  previewLongDraft: [onThread(200, '/context', { draft: 'Hello' })],
  readLedger: [onMessage(200, '/context?include=body')],
  listSummaries: [
    to(200, async () => ({ path: `/api/threads/${(await summarised()).thread}/summaries` })),
  ],
  createSummary: [
    to(201, async () => {
      const { thread } = await talk()
      await say(thread, { content: 'Write an essay of 300 words about rivers' })
      return { path: `/api/threads/${thread}/summaries` }
    }),
    to(409, async () => ({ path: `/api/threads/${await newThread()}/summaries`, body: {} })),
    onThread(502, '/summaries', { model: 'sim/longer' }),
  ],
  updateSummary: [
    to(200, async () => ({
      path: `/api/summaries/${(await summarised()).summary}`,
      body: { content: 'They spoke about rivers.' },
    })),
    to(409, async () => {
      const { thread, summary } = await summarised()
      await say(thread, { content: 'Write an essay of 300 words about lakes' })
      await pair.client.ask('POST', `/api/threads/${thread}/summaries`, {})
      return { path: `/api/summaries/${summary}`, body: { content: 'Too late.' } }
    }),
  ],
  exportThread: [
    onThread(200, '/export'),
    onThread(200, '/export?format=markdown', undefined, 'text/markdown'),
  ],
  exportThreads: [at(200, '/api/export')],
  importThreads: [
    to(200, async () => ({ path: '/api/import', body: await exported() })),
    to(
      200,
      async () => ({ path: '/api/import', body: await exported(), headers: { accept: stream } }),
      stream,
    ),
    at(422, '/api/import', { format: 'other' }),
    to(415, () => ({ path: '/api/import', body: {}, headers: { 'content-type': 'text/plain' } })),
    to(413, () => ({
      path: '/api/import',
      body: {},
      headers: { 'content-type': 'application/json', 'content-length': String(2 ** 40) },
    })),
  ],
  createToken: [
    to(200, async () => {
      const { email, password } = await newMember()
      return { path: '/api/auth/token', body: { grant_type: 'password', email, password } }
    }),
    to(200, async () => {
      const { refresh_token } = await tokensOf(await newMember())
      return { path: '/api/auth/token', body: { grant_type: 'refresh_token', refresh_token } }
    }),
    at(401, '/api/auth/token', { grant_type: 'refresh_token', refresh_token: 'not one' }),
  ],
  listSessions: [ofMember(200, () => ({ path: '/api/auth/sessions' }))],
  endSessions: [ofMember(204, () => ({ path: '/api/auth/sessions' }))],
  endSession: [
    ofMember(204, async (person) => {
      const { data } = await person.ask<{ data: { id: string }[] }>(
        200,
        'GET',
        '/api/auth/sessions',
      )
      return { path: `/api/auth/sessions/${data[0]?.id}` }
    }),
  ],
  changePassword: [
    ofMember(204, ({ password }) => ({
      path: '/api/auth/password',
      body: { current_password: password, new_password: newPassword },
    })),
    ofMember(401, () => ({
      path: '/api/auth/password',
      body: { current_password: 'not the password', new_password: newPassword },
    })),
  ],
  switchWorkspace: [
    ofMember(200, () => ({ path: '/api/auth/workspace', body: { workspace_id: home } })),
    at(404, '/api/auth/workspace', { workspace_id: nothing }),
  ],
  getUser: [at(200, '/api/user')],
  deleteUser: [
    ofMember(204, ({ email, password }) => ({ path: '/api/user', body: { email, password } })),
    ofMember(401, ({ email }) => ({ path: '/api/user', body: { email } })),
    to(409, () => ({ path: '/api/user', body: { email: administrator.email } })),
  ],
  listKeys: [at(200, '/api/keys')],
  createKey: [at(201, '/api/keys', { name: 'Made', scope: 'read' })],
  revokeKey: [
    to(204, async () => ({ path: `/api/keys/${(await createKey(administrator, 'read')).id}` })),
  ],
  listWorkspaceKeys: [at(200, '/api/workspace/keys')],
  listWorkspaces: [at(200, '/api/workspaces')],
  createWorkspace: [at(201, '/api/workspaces', { name: 'Made' })],
  updateWorkspace: [at(200, `/api/workspaces/${home}`, { name: 'Renamed', monthly_budget: null })],
  listMembers: [at(200, '/api/members')],
  updateMember: [
    onMember(200, { role: 'admin' }),
    at(409, `/api/members/${firstAdministrator}`, { role: 'member' }),
  ],
  removeMember: [onMember(204), at(409, `/api/members/${firstAdministrator}`)],
  listInvitations: [at(200, '/api/invitations')],
  createInvitation: [
    at(201, '/api/invitations', { role: 'member' }),
    to(409, async () => ({
      path: '/api/invitations',
      body: { role: 'member', email: (await newMember()).email },
    })),
  ],
  revokeInvitation: [
    to(204, async () => ({
      path: `/api/invitations/${await made('/api/invitations', { role: 'member' })}`,
    })),
  ],
  listAudit: [at(200, '/api/audit?limit=3')],
  getUsage: [at(200, '/api/usage'), at(200, '/api/usage?of=workspace&from=2026-01-01')],
  putShare: [onThread(200, '/share', { shows_reasoning: true })],
  getShare: [to(200, async () => ({ path: `/api/threads/${(await shared()).thread}/share` }))],
  deleteShare: [to(204, async () => ({ path: `/api/threads/${(await shared()).thread}/share` }))],
  readShared: [to(200, async () => ({ path: `/api/shared/${(await shared()).token}` }))],
  listModels: [at(200, '/api/models')],
  getProfile: [at(200, '/api/user/profile')],
  updateProfile: [
    at(200, '/api/user/profile', { name: 'Somebody' }),
    at(200, '/api/user/profile', { preferences: { send_key: 'mod_enter' } }),
  ],
  isLive: [at(200, '/api/health/live')],
  isReady: [at(200, '/api/health/ready')],
  readMetrics: [at(200, '/api/metrics')],
  followEvents: [to(200, () => ({ path: '/api/events', begins: ':' }))],
  retryJob: [to(204, async () => ({ path: `/api/admin/jobs/${await failedJob()}/retry` }))],
  readOpenapi: [at(200, '/api/openapi.json')],
}

/** What a request of this test cannot bring about. */
const unprovoked = [
  // Would mean a fault of Skein.
  /^\w+ 500$/,
  // While the server ends; see crash.spec.ts.
  /^(chat|answerTemporarily) 503$/,
  // Limits are off and there is no budget here; see limits.spec.ts. A provider's limit is told as its overload.
  /^\w+ (402|429)$/,
  // The failures of the provider are those of createMessage.
  /^createSummary 50[34]$/,
]

async function answerTo({ method }: Operation, sent: Sent): Promise<RawAnswer> {
  const { path, headers, body, begins } = sent
  if (begins !== undefined) return beginningOf(path, begins)
  const text = sent.text ?? (body === undefined ? undefined : JSON.stringify(body))
  // Node tells no length of the body of a DELETE by itself.
  const length: Record<string, string> =
    text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) }
  return sendRaw(pair.skein.origin, {
    method,
    path,
    headers: { ...ownKey, ...length, ...(body === undefined ? {} : json), ...headers },
    body: text,
  })
}

async function beginningOf(path: string, begins: string): Promise<RawAnswer> {
  const leave = new AbortController()
  const response = await pair.client.send('GET', path, undefined, { signal: leave.signal })
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true })
    if (text.includes(begins)) break
  }
  leave.abort()
  return { status: response.status, headers: Object.fromEntries(response.headers), text }
}

const mediaTypesOf = ({ responses }: Operation, status: number) =>
  Object.keys(responses[status]?.content ?? {})

/** Sends what a case asks for and measures the answer; without a type of its own it must have the first documented one. */
async function expectToFit(operation: Operation, { status, type, ask }: Case) {
  const answer = await answerTo(operation, await ask())
  const { operationId } = operation
  expect(answer.status, `${operationId}: ${answer.text.slice(0, 500)}`).toBe(status)
  expect(await contract.misfits(operation, answer), `${operationId} ${status}`).toEqual([])
  expect(mediaTypeOf(answer)).toBe(type ?? mediaTypesOf(operation, status)[0] ?? '')
}

const pathTo = ({ path }: Operation, id: string) => path.replaceAll(/\{\w+\}/g, id)
const json = { 'content-type': 'application/json' }

/** What can go wrong with every operation of a kind, as its parameters and its body let it. */
function commonCases(operation: Operation): Case[] {
  const { path, requestBody, responses, security } = operation
  const usual = {
    path: pathTo(operation, nothing),
    body: requestBody?.content['application/json']?.example,
  }
  const refused = (status: number, sent: Partial<Sent>) => to(status, () => ({ ...usual, ...sent }))
  const isOfOne = path.includes('{')
  const readsJson = '400' in responses
  return [
    refused(403, { headers: { host: 'evil.example' } }),
    ...(security.length > 0
      ? [refused(401, { headers: { authorization: 'Bearer sk_skein_of-nobody' } })]
      : []),
    ...(isOfOne ? [refused(404, {}), refused(422, { path: pathTo(operation, '%00') })] : []),
    ...('422' in responses && !isOfOne && !requestBody
      ? [refused(422, { path: `${path}?limit=x&ids=x` })]
      : []),
    ...(readsJson
      ? [
          refused(422, isOfOne ? { path: pathTo(operation, '%00') } : { body: [] }),
          refused(400, { headers: json, text: '{"a":' }),
          refused(415, { headers: { 'content-type': 'text/plain' }, text: '{}' }),
          refused(413, { headers: json, text: JSON.stringify({ a: 'x'.repeat(limit) }) }),
        ]
      : []),
  ]
}

test('every operation of the document has its cases, and nothing else has', () => {
  const ids = contract.operations.map(({ operationId }) => operationId)
  expect(Object.keys(cases).toSorted()).toEqual(ids.toSorted())
})

test('the cases are all that the document says of statuses and media types', () => {
  const unasked = contract.operations.flatMap((operation) => {
    const { operationId, responses } = operation
    const asked = [...(cases[operationId] ?? []), ...commonCases(operation)].map(
      ({ status, type }) => `${status} ${type ?? mediaTypesOf(operation, status)[0] ?? ''}`,
    )
    return Object.entries(responses)
      .filter(([status]) => !unprovoked.some((one) => one.test(`${operationId} ${status}`)))
      .flatMap(([status, { content = { '': null } }]) =>
        Object.keys(content).map((type) => `${status} ${type}`),
      )
      .filter((answer) => !asked.includes(answer))
      .map((answer) => `${operationId} ${answer}`)
  })
  expect(unasked).toEqual([])
})

for (const [id, list] of Object.entries(cases)) {
  test(`${id} answers as the document says`, async () => {
    const operation = contract.operations.find(({ operationId }) => operationId === id)
    if (!operation) throw new Error(`The document has no ${id}.`)
    for (const one of [...list, ...commonCases(operation)]) await expectToFit(operation, one)
    pair.upstream.release(held)
  })
}

test('addresses and methods that the document does not name are refused in the one shape', async () => {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
  const faults: string[] = []
  const refuse = async (method: string, path: string, status: number) => {
    const { status: given, headers, text } = await sendRaw(pair.skein.origin, { method, path })
    const { error } = (text.startsWith('{') ? JSON.parse(text) : {}) as { error?: ErrorFacts }
    const isWhole = error?.message && error.request_id === headers['x-request-id']
    if (given !== status || !isWhole)
      faults.push(`${method} ${path}: ${given} ${text.slice(0, 200)}`)
    if (status === 405 && !headers.allow)
      faults.push(`${method} ${path}: it does not say what it allows`)
  }
  for (const path of new Set(contract.operations.map(({ path }) => path))) {
    const concrete = path.replaceAll(/\{\w+\}/g, nothing)
    const named = contract.operations.filter((operation) => operation.path === path)
    const isNamed = (method: string) => named.some((operation) => operation.method === method)
    for (const method of methods) if (!isNamed(method)) await refuse(method, concrete, 405)
  }
  for (const method of methods) {
    for (const path of ['/api', '/api/nothing', '/api/threads/a/b/c', '/api/admin', '/api/%00']) {
      await refuse(method, path, 404)
    }
  }
  expect(faults).toEqual([])
})

type ErrorFacts = { message: string; request_id: string }
