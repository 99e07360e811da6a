import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { peopleEnv } from '../support/people'
import { readEvents, sendRaw, type Message, type Thread } from './client'
import { completionsOf, startPair, type Pair } from './start-pair'

let pair: Pair
test.beforeAll(async () => {
  pair = await startPair('other-names', { env: peopleEnv })
})
test.afterAll(() => pair.close())

/** The rows of the table in docs/api.md: a document and what it names. */
const rows = [
  ...readFileSync('docs/api.md', 'utf8').matchAll(/^\| ([0-3]) +\| (.+?) +\| .+ \|$/gm),
].map(([, document, theirs]) => `${document} ${theirs}`)

const ask = <Body>(method: string, path: string, body?: unknown) =>
  pair.client.ask<Body>(method, path, body)

const makeThread = (body: Record<string, unknown> = {}) => pair.client.createThread(body)

/** A thread with one question and its answer. */
async function makeTalk() {
  const thread = await makeThread()
  const { body: answer } = await ask<Message>('POST', `/api/threads/${thread.id}/messages`, {
    content: 'Hello',
  })
  return { thread, answer }
}

async function readsAsOurs(theirs: string, ours: string) {
  const [there, here] = [await ask('GET', theirs), await ask('GET', ours)]
  expect(there.status).toBe(200)
  expect(there.body).toEqual(here.body)
}

async function creates(path: string, body: Record<string, unknown>) {
  const created = await ask<Thread>('POST', path, body)
  expect(created.status).toBe(201)
  expect((await ask('GET', `/api/threads/${created.body.id}`)).body).toEqual(created.body)
  return created.body
}

async function renames(prefix: string) {
  const { id } = await makeThread()
  const renamed = await ask<Thread>('PATCH', `${prefix}/${id}`, { title: 'A new name' })
  expect([renamed.status, renamed.body.title]).toEqual([200, 'A new name'])
  expect((await ask('GET', `/api/threads/${id}`)).body).toEqual(renamed.body)
}

async function deletes(prefix: string) {
  const { id } = await makeThread()
  expect((await ask('DELETE', `${prefix}/${id}`)).status).toBe(204)
  expect((await ask('GET', `/api/threads/${id}`)).status).toBe(404)
}

async function answers(path: string) {
  const answer = await ask<Message>('POST', path, { content: 'Hello' })
  expect([answer.status, answer.body.role, answer.body.status]).toEqual([
    201,
    'assistant',
    'completed',
  ])
}

async function streamsTo(id: string, body: Record<string, unknown>, path = '/api/chat') {
  const response = await pair.client.send('POST', path, { id, ...body })
  expect(response.status).toBe(200)
  expect((await readEvents(response)).isDone).toBe(true)
  return pair.client.messages(id)
}

const hello = { role: 'user', content: 'Hello' }
const threadFields = ['model', 'active_model', 'current_model'] as const

async function tellsModelAs(field: (typeof threadFields)[number]) {
  const { id } = await makeThread({ [field]: 'openai/gpt-4o' })
  const { body } = await ask<Record<string, unknown>>('GET', `/api/threads/${id}`)
  for (const name of threadFields) expect(body[name]).toBe('openrouter/openai/gpt-4o')
}

async function tellsThread() {
  const { id } = await makeThread({ title: 'Told', system_prompt: 'Be brief.' })
  const { body } = await ask('GET', `/api/threads/${id}`)
  expect(body).toMatchObject({
    id,
    title: 'Told',
    system_prompt: 'Be brief.',
    created_at: expect.any(String),
    updated_at: expect.any(String),
  })
}

async function tellsMessages() {
  const { thread, answer } = await makeTalk()
  const fields = { thread_id: thread.id, created_at: expect.any(String) }
  expect(await pair.client.messages(thread.id)).toMatchObject([
    { ...fields, id: answer.parent_id, role: 'user', content: 'Hello', model_used: null },
    {
      ...fields,
      id: answer.id,
      role: 'assistant',
      content: answer.content,
      model_used: expect.stringContaining('openrouter/'),
    },
  ])
}

async function tellsSummary() {
  const { thread } = await makeTalk()
  for (let n = 0; n < 4; n++) await answers(`/api/threads/${thread.id}/messages`)
  const summary = await ask('POST', `/api/threads/${thread.id}/summaries`)
  expect(summary.status).toBe(201)
  expect(summary.body).toMatchObject({
    id: expect.any(String),
    thread_id: thread.id,
    content: expect.any(String),
    message_count: expect.any(Number),
    last_message_id: expect.any(String),
    created_at: expect.any(String),
  })
}

/** A request without other credentials is let in with the right value of this header, and not with another. */
async function letsInBy(header: string, prefix = '') {
  const answerTo = (value: string) =>
    sendRaw(pair.skein.origin, {
      method: 'GET',
      path: '/api/threads',
      headers: { [header]: `${prefix}${value}` },
    })
  expect((await answerTo(peopleEnv.SKEIN_API_KEY)).status).toBe(200)
  expect((await answerTo('sk_skein_of-nobody')).status).toBe(401)
}

const checks: Record<string, () => Promise<unknown>> = {
  '0 `POST /api/threads` `{title, system_prompt, model}`': async () => {
    const body = {
      title: 'Live Test',
      system_prompt: 'You are a concise assistant.',
      model: 'anthropic/claude-3.5-sonnet',
    }
    const thread = await creates('/api/threads', body)
    expect(thread).toMatchObject({ ...body, model: 'openrouter/anthropic/claude-3.5-sonnet' })
  },
  '0 `PATCH /api/threads/{id}` `{model}`': async () => {
    const { id } = await makeThread()
    const { body } = await ask<Thread>('PATCH', `/api/threads/${id}`, { model: 'openai/gpt-4o' })
    expect(body.active_model).toBe('openrouter/openai/gpt-4o')
  },
  '0 `POST /api/threads/{id}/messages` `{content, model?}`': async () => {
    const { id } = await makeThread()
    const { body } = await ask<Message>('POST', `/api/threads/${id}/messages`, {
      content: 'Hello',
      model: 'sim/echo',
    })
    expect([body.model_used, body.status]).toEqual(['openrouter/sim/echo', 'completed'])
  },
  '0 `GET /api/threads/{id}/summaries`': async () => {
    const { thread } = await makeTalk()
    const { body } = await ask('GET', `/api/threads/${thread.id}/summaries`)
    expect(body).toEqual({ data: [], has_more: false, failure: null })
  },
  '0 thread `active_model`': () => tellsModelAs('active_model'),
  '0 thread `id`, `title`, `system_prompt`, `created_at`, `updated_at`': tellsThread,
  '0 message `id`, `thread_id`, `role`, `content`, `created_at`': tellsMessages,
  '0 summary `id`, `thread_id`': tellsSummary,
  '0 message `model_used`': async () => {
    const { answer } = await makeTalk()
    expect(answer.model_used).toContain('openrouter/')
  },
  '0 summary `content`, `message_count`, `last_message_id`, `created_at`': tellsSummary,
  '1 `POST /chat` `{prompt: {role, content, id}, threadId, responseId}`': async () => {
    const response = await pair.client.send('POST', '/chat', {
      prompt: { ...hello, id: 'm-1' },
      threadId: 'seed-1',
      responseId: 'r-1',
    })
    await readEvents(response)
    const messages = await pair.client.messages('seed-1')
    expect(messages.map(({ external_id }) => external_id)).toEqual(['m-1', 'r-1'])
  },
  '1 `GET /threads`': () => readsAsOurs('/threads?limit=2', '/api/threads?limit=2'),
  '1 `POST /threads`': () => creates('/threads', { title: 'One' }),
  '1 `GET /threads/{id}`': async () => {
    const { id } = await makeThread()
    await readsAsOurs(`/threads/${id}`, `/api/threads/${id}`)
  },
  '1 `PATCH /threads/{id}` `{title}`': () => renames('/threads'),
  '1 `DELETE /threads/{id}`': () => deletes('/threads'),
  '1 `GET /threads/{id}/messages`': async () => {
    const { thread } = await makeTalk()
    await readsAsOurs(`/threads/${thread.id}/messages`, `/api/threads/${thread.id}/messages`)
  },
  '1 `PATCH /messages/{id}`': async () => {
    await streamsTo('seed-1-patch', { message: { ...hello, id: 'm-patch' } })
    const { status, body } = await ask<Message>('PATCH', '/messages/m-patch', { content: 'Hi' })
    expect([status, body.content]).toEqual([200, 'Hi'])
    expect((await ask<Message>('GET', `/api/messages/${body.id}`)).body).toEqual(body)
  },
  '1 message `external_id`, `metadata`': async () => {
    const [question] = await streamsTo('seed-1-fields', {
      message: { ...hello, id: 'm-fields', metadata: { form: 1 } },
    })
    expect(question).toMatchObject({ external_id: 'm-fields', metadata: { form: 1 } })
  },
  '1 message `id`, `thread_id`, `role`, `content`, `created_at` (`timestamp`)': tellsMessages,
  '1 message `tool_calls`': async () => {
    const messages = await streamsTo(randomUUID(), {
      message: hello,
      model: 'sim/tools',
    })
    expect(messages.at(-1)?.parts).toContainEqual(
      expect.objectContaining({ type: 'dynamic-tool', toolName: expect.any(String) }),
    )
  },
  '1 thread `id`, `title`, `created_at`, `updated_at`': tellsThread,
  '2 `Authorization: Bearer <token>`': () => letsInBy('authorization', 'Bearer '),
  '2 `X-API-Key: <key>`': () => letsInBy('x-api-key'),
  '2 message `role`, `parts`, `content`': async () => {
    const parts = [{ type: 'text', text: 'Hello' }]
    const [question] = await streamsTo(randomUUID(), { message: { role: 'user', parts } })
    expect(question).toMatchObject({ role: 'user', parts, content: 'Hello' })
  },
  '2 `x-routing-…`, `x-auto-…` headers': async () => {
    const response = await pair.client.send('POST', '/api/chat', { id: null, message: hello })
    await readEvents(response)
    const names = [...response.headers.keys()]
    expect(names.filter((name) => /^x-(routing|auto)-/.test(name))).toEqual([])
  },
  '2 `POST /api/chat` `{id, message}`': async () => {
    const messages = await streamsTo(randomUUID(), {
      message: { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
    })
    expect(messages).toHaveLength(2)
  },
  '2 `POST /api/chat` `{id, messages}`': async () => {
    const messages = await streamsTo(randomUUID(), {
      messages: [
        { ...hello, content: 'Not this' },
        { role: 'assistant', content: 'Nor this' },
        hello,
      ],
    })
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
    expect(completionsOf(pair.upstream).at(-1)?.raw_body).not.toContain('this')
  },
  '2 `selectedChatModel`': async () => {
    const [, answer] = await streamsTo(randomUUID(), {
      message: hello,
      selectedChatModel: 'sim/echo',
    })
    expect(answer?.model_used).toBe('openrouter/sim/echo')
  },
  '2 `selectedVisibilityType`': async () => {
    const id = randomUUID()
    await streamsTo(id, { message: hello, selectedVisibilityType: 'public' })
    expect((await ask('GET', `/api/threads/${id}`)).body).toMatchObject({ visibility: 'public' })
    const { body: link } = await ask<{ token: string }>('GET', `/api/threads/${id}/share`)
    expect((await ask('GET', `/api/shared/${link.token}`)).status).toBe(200)
  },
  '2 `context`': async () => {
    const [question] = await streamsTo(randomUUID(), { message: hello, context: { page: 7 } })
    expect(question?.metadata).toEqual({ context: { page: 7 } })
  },
  '2 data stream (`0:`, `2:`, `9:`, …)': async () => {
    const response = await pair.client.send(
      'POST',
      '/api/chat',
      { id: null, message: hello },
      { headers: { 'x-vercel-ai-data-stream': 'v1' } },
    )
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const lines = (await response.text()).split('\n').filter((line) => line !== '')
    for (const line of lines) expect(line).toMatch(/^[\da-k]:/)
    const threadId = response.headers.get('x-skein-thread-id')
    expect(lines.find((line) => line.startsWith('2:'))).toContain(threadId)
    expect(lines.some((line) => line.startsWith('0:'))).toBe(true)
  },
  '2 `GET /api/chat/history`': () =>
    readsAsOurs('/api/chat/history?limit=2', '/api/threads?limit=2'),
  '2 `GET /api/chat/{id}`': async () => {
    const { id } = await makeThread()
    await readsAsOurs(`/api/chat/${id}`, `/api/threads/${id}`)
  },
  '2 `GET /api/chat/{id}/messages`': async () => {
    const { thread } = await makeTalk()
    await readsAsOurs(`/api/chat/${thread.id}/messages`, `/api/threads/${thread.id}/messages`)
  },
  '2 `PATCH /api/chat/{id}` `{title}`': () => renames('/api/chat'),
  '2 `DELETE /api/chat/{id}`': () => deletes('/api/chat'),
  '2 `PATCH /api/chat/vote` `{chatId, messageId, isUpvoted}`': async () => {
    const { thread, answer } = await makeTalk()
    for (const [isUpvoted, vote] of [
      [true, 'up'],
      [false, 'down'],
    ]) {
      const { status } = await ask('PATCH', '/api/chat/vote', {
        chatId: thread.id,
        messageId: answer.id,
        isUpvoted,
      })
      expect(status).toBe(200)
      const { body } = await ask('GET', `/api/messages/${answer.id}`)
      expect(body).toMatchObject({ vote })
    }
  },
  '2 `agentId`, `GET /api/chat/agents`, `POST …/switch-agent`': async () => {
    const { status } = await ask('POST', '/api/chat', { id: null, message: hello, agentId: 1 })
    expect(status).toBe(422)
    expect((await ask('GET', '/api/chat/agents')).status).toBe(404)
    const { id } = await makeThread()
    expect((await ask('POST', `/api/chat/${id}/switch-agent`, {})).status).toBe(404)
  },
  '3 `GET /api/v1/conversations`': async () => {
    const { thread } = await makeTalk()
    await readsAsOurs('/api/v1/conversations?limit=2', '/api/threads?limit=2')
    const { body } = await ask<{ data: unknown[] }>('GET', '/api/v1/conversations?limit=1')
    expect(body.data).toEqual([
      expect.objectContaining({
        id: thread.id,
        message_count: 2,
        last_message_preview: expect.stringContaining('Hello'),
        last_activity_at: expect.any(String),
      }),
    ])
  },
  '3 `POST /api/v1/conversations` `{system_prompt?, current_model?}`': async () => {
    const thread = await creates('/api/v1/conversations', {
      system_prompt: 'Be brief.',
      current_model: 'openai/gpt-4o',
    })
    expect(thread).toMatchObject({
      system_prompt: 'Be brief.',
      model: 'openrouter/openai/gpt-4o',
    })
  },
  '3 `GET /api/v1/conversations/{id}`': async () => {
    const { thread, answer } = await makeTalk()
    await readsAsOurs(
      `/api/v1/conversations/${thread.id}`,
      `/api/threads/${thread.id}?include=messages`,
    )
    const { body } = await ask('GET', `/api/v1/conversations/${thread.id}`)
    expect(body).toMatchObject({ messages: [{ role: 'user' }, { id: answer.id }] })
  },
  '3 `PATCH /api/v1/conversations/{id}` `{system_prompt, current_model}`': async () => {
    const { id } = await makeThread()
    const { body } = await ask('PATCH', `/api/v1/conversations/${id}`, {
      system_prompt: 'Be brief.',
      current_model: 'openai/gpt-4o',
    })
    expect(body).toMatchObject({ system_prompt: 'Be brief.', model: 'openrouter/openai/gpt-4o' })
  },
  '3 `DELETE /api/v1/conversations/{id}`': () => deletes('/api/v1/conversations'),
  '3 `POST /api/v1/conversations/{id}/messages`': async () => {
    const { id } = await makeThread()
    await answers(`/api/v1/conversations/${id}/messages`)
  },
  '3 `GET /api/v1/conversations/{id}/messages` `before_sequence`': async () => {
    const { thread } = await makeTalk()
    await readsAsOurs(
      `/api/v1/conversations/${thread.id}/messages?before_sequence=2`,
      `/api/threads/${thread.id}/messages?before_sequence=2`,
    )
  },
  '3 `GET /api/v1/conversations/{id}/messages/{msg_id}/stream`': async () => {
    const { thread, answer } = await makeTalk()
    const { status } = await ask(
      'GET',
      `/api/v1/conversations/${thread.id}/messages/${answer.id}/stream`,
    )
    expect(status).toBe(204)
  },
  '3 `GET /api/v1/models`': () => readsAsOurs('/api/v1/models', '/api/models'),
  '3 `GET /api/v1/user/profile`': () => readsAsOurs('/api/v1/user/profile', '/api/user/profile'),
  '3 `PATCH /api/v1/user/profile` `{preferred_model}`': async () => {
    const preferred = 'openrouter/openai/gpt-4o'
    const { body } = await ask('PATCH', '/api/v1/user/profile', {
      preferred_model: 'openai/gpt-4o',
    })
    expect(body).toMatchObject({ preferred_model: preferred })
    expect((await makeThread()).model).toBe(preferred)
    const id = randomUUID()
    await streamsTo(id, { message: hello })
    expect((await ask('GET', `/api/threads/${id}`)).body).toMatchObject({ model: preferred })
    await ask('PATCH', '/api/user/profile', { preferred_model: null })
    expect((await makeThread()).model).not.toBe(preferred)
  },
  '3 conversation `current_model`': () => tellsModelAs('current_model'),
  '3 conversation `id`, `title`, `system_prompt`, `created_at`, `updated_at`': tellsThread,
  '3 conversation `user_id`': async () => {
    const { id } = await makeThread()
    const { body: profile } = await ask<{ id: string }>('GET', '/api/user/profile')
    expect((await ask('GET', `/api/threads/${id}`)).body).toMatchObject({ user_id: profile.id })
  },
  '3 message `id`, `conversation_id`, `role`, `content`, `model_used`, `created_at`': tellsMessages,
  '3 user `id`, `email`, `name`, `preferred_model`, `created_at`, `updated_at`': async () => {
    const { body } = await ask('GET', '/api/v1/user/profile')
    expect(Object.keys(body as object).toSorted()).toEqual([
      'created_at',
      'email',
      'id',
      'name',
      'preferences',
      'preferred_model',
      'updated_at',
    ])
  },
  '3 message `status`, `sequence_number`': async () => {
    const { answer } = await makeTalk()
    expect(answer).toMatchObject({ status: 'completed', sequence_number: 2 })
  },
}

test('the table in docs/api.md has a check for each of its rows', () =>
  expect(rows.toSorted()).toEqual(Object.keys(checks).toSorted()))

for (const row of rows) {
  test(`document ${row}`, async () => {
    const check = checks[row]
    if (!check) throw new Error('This row has no check.')
    await check()
  })
}
