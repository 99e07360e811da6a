import { expect } from '@playwright/test'
import {
  createKey,
  invite,
  tokensOf,
  type Headers,
  type People,
  type Town,
} from '../support/people'
import { smallPng } from '../support/small-png'
import { hasText, readUntil, type Message } from './client'

export type OperationRequest = { path: string; body?: unknown; headers?: Headers }

/** The one who asks, where the request speaks of them. */
export type Self = { email: string; password: string }

type Make = (self: Self) => OperationRequest | Promise<OperationRequest>

const held = 'sim/held'
const home = '00000000-0000-7000-8000-000000000001'

/** A TITLE_MODEL that writes none, so that there are jobs to retry. */
export const failingTitles = 'openrouter/sim/error-403'

type Conversation = { thread: string; question: string; answer: string }

/** Makes what a member has: threads, answers, links, keys. */
export function thingsOf({ upstream, origin, host }: Town, { member, administrator }: People) {
  async function newThread(body: Record<string, unknown> = {}): Promise<string> {
    const thread = { title: 'canary-title', system_prompt: 'canary-system-prompt', ...body }
    const sent = { model: 'sim/echo', ...thread }
    return (await member.ask<{ id: string }>(201, 'POST', '/api/threads', sent)).id
  }

  const say = (thread: string, content: string) =>
    member.ask<Message>(201, 'POST', `/api/threads/${thread}/messages`, { content })

  async function talk(): Promise<Conversation> {
    const thread = await newThread()
    const { id, parent_id } = await say(thread, 'canary-question, please')
    return { thread, answer: id, question: parent_id ?? '' }
  }

  /** A thread whose answer stands still in its middle. */
  async function heldTalk(): Promise<Conversation> {
    const thread = await newThread({ model: held })
    const response = await fetch(`${origin}/api/threads/${thread}/messages`, {
      method: 'POST',
      headers: { cookie: member.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'canary-question, please', stream: true }),
    })
    const { all } = await readUntil(response, hasText)
    all.catch(() => undefined)
    const { data } = await member.ask<{ data: Message[] }>(
      200,
      'GET',
      `/api/threads/${thread}/messages`,
    )
    return { thread, question: data[0]?.id ?? '', answer: data.at(-1)?.id ?? '' }
  }

  async function longTalk(): Promise<string> {
    const thread = await newThread()
    for (const about of ['rivers', 'lakes']) {
      await say(thread, `canary-question: Write an essay of 300 words about ${about}`)
    }
    return thread
  }

  async function summarised(): Promise<{ thread: string; summary: string }> {
    const thread = await longTalk()
    const path = `/api/threads/${thread}/summaries`
    return { thread, summary: (await member.ask<{ id: string }>(201, 'POST', path, {})).id }
  }

  async function shared(): Promise<{ thread: string; token: string }> {
    const thread = await newThread({ title: 'A public thread', system_prompt: null })
    await say(thread, 'Hello')
    const { url } = await member.ask<{ url: string }>(
      200,
      'PUT',
      `/api/threads/${thread}/share`,
      {},
    )
    return { thread, token: url.split('/').at(-1) ?? '' }
  }

  /** A title that could not be written; the administrators' page names its job. */
  async function failedJob(): Promise<string> {
    // Without a title of its own, of a model that writes none either.
    const body = { model: failingTitles }
    const { id } = await member.ask<{ id: string }>(201, 'POST', '/api/threads', body)
    const said = { content: 'Hello', model: 'sim/echo' }
    await member.ask(201, 'POST', `/api/threads/${id}/messages`, said)
    const idOnPage = async () => {
      const { text } = await administrator.send('GET', '/admin/jobs')
      return /\\"id\\":\\"([0-9a-f-]{36})\\",\\"name\\":\\"Titles\\"/.exec(text)?.[1] ?? ''
    }
    await expect.poll(idOnPage).not.toBe('')
    return idOnPage()
  }

  /** The id of a session of the member's besides the one of the browser. */
  async function session(): Promise<string> {
    const { access_token } = await tokensOf(member)
    const headers = { authorization: `Bearer ${access_token}` }
    type Sessions = { data: { id: string; is_current: boolean }[] }
    const { data } = await member.ask<Sessions>(
      200,
      'GET',
      '/api/auth/sessions',
      undefined,
      headers,
    )
    return data.find(({ is_current: isCurrent }) => isCurrent)?.id ?? ''
  }

  async function invitation(): Promise<string> {
    const body = { role: 'member', email: 'canary-invited@example.org' }
    return (await host.ask<{ id: string }>(201, 'POST', '/api/invitations', body)).id
  }

  async function uploaded(): Promise<string> {
    const response = await fetch(`${origin}/api/files?name=canary.png`, {
      method: 'POST',
      headers: { cookie: member.cookie, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(smallPng),
    })
    expect(response.status).toBe(201)
    return ((await response.json()) as { id: string }).id
  }

  /** A file that a message of the member's carries. */
  async function attached(): Promise<string> {
    const id = await uploaded()
    const parts = [{ type: 'file', url: `/api/files/${id}` }]
    await member.ask(201, 'POST', `/api/threads/${await newThread()}/messages`, { parts })
    return id
  }

  const prompt = async () =>
    (
      await member.ask<{ id: string }>(201, 'POST', '/api/prompts', {
        name: `p${crypto.randomUUID()}`,
        text: 'canary-prompt',
      })
    ).id

  return {
    prompt,
    uploaded,
    attached,
    newThread,
    say,
    talk,
    heldTalk,
    longTalk,
    summarised,
    shared,
    failedJob,
    session,
    invitation,
    folder: async () =>
      (await member.ask<{ id: string }>(201, 'POST', '/api/folders', { name: 'canary-folder' })).id,
    key: async () => (await createKey(member, 'read')).id,
    /** Somebody who is in the way of nobody. */
    anotherMember: async () => (await invite(host, 'Spare', 'member')).id,
    exported: async () =>
      member.ask<unknown>(200, 'GET', `/api/threads/${(await talk()).thread}/export`),
    release: () => upstream.release(),
  }
}

export type Things = ReturnType<typeof thingsOf>

/** For each operation a request that is good, about something of the member's where it is about something. */
export function requestsAbout(things: Things, { member }: People): Record<string, Make> {
  const { talk, heldTalk } = things
  const of =
    (path: string, body?: unknown): Make =>
    () => ({ path, body })
  const ofThread =
    (rest: string, body?: unknown): Make =>
    async () => ({ path: `/api/threads/${(await talk()).thread}${rest}`, body })
  const ofAnswer =
    (rest: string, body?: unknown): Make =>
    async () => ({ path: `/api/messages/${(await talk()).answer}${rest}`, body })

  return {
    chat: async () => ({
      path: '/api/chat',
      body: {
        id: (await talk()).thread,
        message: { role: 'user', content: 'Hello' },
        model: 'sim/echo',
      },
    }),
    answerTemporarily: of('/api/temporary', {
      model: 'sim/echo',
      messages: [{ role: 'user', content: 'Hello' }],
    }),
    resumeChat: async () => ({ path: `/api/chat/${(await heldTalk()).thread}/stream` }),
    resumeAnswer: async () => {
      const { thread, answer } = await heldTalk()
      return { path: `/api/threads/${thread}/messages/${answer}/stream` }
    },
    stopChat: async () => ({ path: `/api/chat/${(await heldTalk()).thread}/stop` }),
    listThreads: of('/api/threads'),
    changeThreads: async () => ({
      path: '/api/threads/bulk',
      body: { ids: [(await talk()).thread], action: 'archive' },
    }),
    listFolders: of('/api/folders'),
    createFolder: of('/api/folders', { name: 'Made' }),
    updateFolder: async () => ({
      path: `/api/folders/${await things.folder()}`,
      body: { name: 'Renamed' },
    }),
    deleteFolder: async () => ({ path: `/api/folders/${await things.folder()}` }),
    search: of('/api/search?q=canary'),
    createThread: of('/api/threads', { title: 'Made' }),
    getThread: ofThread('?include=messages,summaries'),
    updateThread: ofThread('', { title: 'Renamed' }),
    deleteThread: ofThread(''),
    forkThread: async () => {
      const { thread, answer } = await talk()
      return { path: `/api/threads/${thread}/fork`, body: { message_id: answer } }
    },
    getShare: async () => ({ path: `/api/threads/${(await things.shared()).thread}/share` }),
    putShare: ofThread('/share', {}),
    deleteShare: async () => ({ path: `/api/threads/${(await things.shared()).thread}/share` }),
    readShared: async () => ({ path: `/api/shared/${(await things.shared()).token}` }),
    listMessages: ofThread('/messages'),
    createMessage: ofThread('/messages', { content: 'Hello' }),
    getMessage: ofAnswer(''),
    updateMessage: ofAnswer('', { content: 'Paris.' }),
    deleteMessage: ofAnswer(''),
    listMessageVersions: ofAnswer('/versions'),
    setVote: ofAnswer('/vote', { value: 'up' }),
    removeVote: ofAnswer('/vote'),
    chatVote: async () => {
      const { thread, answer } = await talk()
      const body = { chatId: thread, messageId: answer, isUpvoted: true }
      return { path: '/api/chat/vote', body }
    },
    createFile: of('/api/files?name=made.txt', 'Hello'),
    getFile: async () => ({ path: `/api/files/${await things.attached()}` }),
    getThumbnail: async () => ({ path: `/api/files/${await things.attached()}/thumbnail` }),
    deleteFile: async () => ({ path: `/api/files/${await things.uploaded()}` }),
    listPrompts: of('/api/prompts'),
    createPrompt: () => ({
      path: '/api/prompts',
      body: { name: `p${crypto.randomUUID()}`, text: 'Hello' },
    }),
    updatePrompt: async () => ({
      path: `/api/prompts/${await things.prompt()}`,
      body: { text: 'Changed' },
    }),
    deletePrompt: async () => ({ path: `/api/prompts/${await things.prompt()}` }),
    previewContext: ofThread('/context?draft=Hello'),
    previewLongDraft: ofThread('/context', { draft: 'Hello' }),
    readLedger: ofAnswer('/context?include=body'),
    listSummaries: async () => ({
      path: `/api/threads/${(await things.summarised()).thread}/summaries`,
    }),
    createSummary: async () => ({
      path: `/api/threads/${await things.longTalk()}/summaries`,
      body: {},
    }),
    updateSummary: async () => ({
      path: `/api/summaries/${(await things.summarised()).summary}`,
      body: { content: 'They spoke about water.' },
    }),
    exportThread: ofThread('/export'),
    exportThreads: of('/api/export'),
    importThreads: async () => ({ path: '/api/import', body: await things.exported() }),
    listModels: of('/api/models'),
    getProfile: of('/api/user/profile'),
    updateProfile: of('/api/user/profile', { preferred_model: null }),
    isLive: of('/api/health/live'),
    isReady: of('/api/health/ready'),
    readMetrics: of('/api/metrics'),
    followEvents: of('/api/events'),
    retryJob: async () => ({ path: `/api/admin/jobs/${await things.failedJob()}/retry` }),
    readOpenapi: of('/api/openapi.json'),
    createToken: of('/api/auth/token', {
      grant_type: 'password',
      email: member.email,
      password: member.password,
    }),
    listSessions: of('/api/auth/sessions'),
    endSessions: of('/api/auth/sessions'),
    endSession: async () => ({ path: `/api/auth/sessions/${await things.session()}` }),
    changePassword: ({ password }) => ({
      path: '/api/auth/password',
      body: { current_password: password, new_password: password },
    }),
    switchWorkspace: of('/api/auth/workspace', { workspace_id: home }),
    getUser: of('/api/user'),
    deleteUser: ({ email, password }) => ({
      path: '/api/user',
      body: { email: email || 'nobody@example.org', password },
    }),
    listKeys: of('/api/keys'),
    createKey: of('/api/keys', { name: 'Made', scope: 'read', expires_at: null }),
    revokeKey: async () => ({ path: `/api/keys/${await things.key()}` }),
    listWorkspaceKeys: of('/api/workspace/keys'),
    listWorkspaces: of('/api/workspaces'),
    createWorkspace: of('/api/workspaces', { name: 'Made' }),
    updateWorkspace: of(`/api/workspaces/${home}`, { name: 'Home' }),
    listMembers: of('/api/members'),
    updateMember: async () => ({
      path: `/api/members/${await things.anotherMember()}`,
      body: { role: 'member' },
    }),
    removeMember: async () => ({ path: `/api/members/${await things.anotherMember()}` }),
    listInvitations: of('/api/invitations'),
    createInvitation: of('/api/invitations', { role: 'member' }),
    revokeInvitation: async () => ({ path: `/api/invitations/${await things.invitation()}` }),
    listAudit: of('/api/audit'),
    getUsage: of('/api/usage'),
  }
}
