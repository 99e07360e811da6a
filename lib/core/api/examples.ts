/** One small thread, told in every example of the API. */
const ids = {
  thread: '019a6f3c-5a10-7c39-9d35-0f6f3f6b2f01',
  question: '019a6f3c-6b20-7d41-8a1c-51c1d2a7e002',
  answer: '019a6f3c-6b20-7d41-8a1c-51c1d2a7e003',
  summary: '019a6f4d-0c31-7a55-b0a2-7b7f1a9c4004',
  version: '019a6f4e-1d42-7b66-81b3-8c8a2bad5005',
  user: '019a6f30-0000-7000-8000-000000000006',
  workspace: '019a6f30-0000-7000-8000-000000000007',
  session: '0b9e8f6a-52d6-4c1b-9f0e-1f2a3b4c5d08',
  key: '019a6f5a-2e53-7c77-92c4-9d9b3cbe6009',
  invitation: '019a6f5b-3f64-7d88-a3d5-aeac4dcf700a',
  event: '019a6f5c-4a75-7e99-b4e6-bfbd5ed0800b',
}
const at = '2026-11-21T09:30:00.000Z'

const thread = {
  id: ids.thread,
  user_id: ids.user,
  external_id: null,
  title: 'The capital of France',
  system_prompt: 'You are a concise assistant.',
  model: 'openrouter/anthropic/claude-3.5-sonnet',
  active_model: 'openrouter/anthropic/claude-3.5-sonnet',
  current_model: 'openrouter/anthropic/claude-3.5-sonnet',
  agent_id: null,
  visibility: 'private',
  pinned: false,
  archived: false,
  message_count: 2,
  created_at: at,
  updated_at: at,
  last_activity_at: at,
}

const usage = {
  input_tokens: 24,
  output_tokens: 9,
  reasoning_tokens: null,
  cached_input_tokens: null,
  cost: 0.000207,
}

const question = {
  id: ids.question,
  thread_id: ids.thread,
  sequence_number: 1,
  parent_id: null,
  role: 'user',
  content: 'What is the capital of France?',
  parts: [{ type: 'text', text: 'What is the capital of France?' }],
  model_used: null,
  agent_id: null,
  status: 'completed',
  error: null,
  external_id: 'msg-001',
  metadata: {},
  usage: null,
  vote: null,
  created_at: at,
  updated_at: at,
}

const answer = {
  ...question,
  id: ids.answer,
  sequence_number: 2,
  parent_id: ids.question,
  role: 'assistant',
  content: 'Paris is the capital city of France.',
  parts: [
    { type: 'step-start' },
    { type: 'text', text: 'Paris is the capital city of France.', state: 'done' },
  ],
  model_used: 'openrouter/anthropic/claude-3.5-sonnet',
  external_id: null,
  usage,
}

/** What a public link shows of a message. */
const shared = ({
  id,
  role,
  content,
  model_used,
  status,
  created_at,
}: typeof question | typeof answer) => ({
  id,
  role,
  content,
  parts: [{ type: 'text', text: content }],
  model_used,
  status,
  created_at,
})

const summary = {
  id: ids.summary,
  thread_id: ids.thread,
  predecessor_id: null,
  first_message_id: ids.question,
  last_message_id: ids.answer,
  first_position: 1,
  last_position: 2,
  message_count: 2,
  total_message_count: 2,
  content: 'The user asked for the capital of France; it is Paris.',
  original_content: null,
  model: 'openrouter/openai/gpt-4o-mini',
  prompt_version: '1',
  trigger: 'person',
  tokens_before: 40,
  tokens_after: 14,
  usage,
  cost: usage.cost,
  in_force: true,
  created_at: at,
  edited_at: null,
}

const profile = {
  id: ids.user,
  email: null,
  name: 'You',
  preferred_model: 'openrouter/openai/gpt-4o-mini',
  created_at: at,
  updated_at: at,
}

const person = { id: ids.user, name: 'Ada', email: 'ada@example.com' }

const workspace = {
  id: ids.workspace,
  name: 'Analytical engines',
  role: 'owner',
  is_current: true,
  created_at: at,
  monthly_budget: 50,
  monthly_tokens: null,
  chat_per_minute: null,
  write_per_minute: null,
}

const figures = { turns: 2, input_tokens: 48, output_tokens: 18, cost: 0.000414 }

const people = {
  person,
  token: {
    access_token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.c2lnbmF0dXJl',
    token_type: 'Bearer',
    expires_in: 900,
    refresh_token: `sr_${ids.session}_Zc0bXyE2mQvY8nTq1rHs6uWd3kLpA9fJ7gVxNiOeR5cQ2mQvY8nTq1rHs6uWd3kLpA9fJ7gVxNiOeR5cXyE`,
    refresh_expires_at: '2026-12-21T09:30:00.000Z',
  },
  session: {
    id: ids.session,
    kind: 'token',
    user_agent: 'curl/8.15.0',
    address: '203.0.113.7',
    created_at: at,
    last_seen_at: at,
    expires_at: '2026-12-21T09:30:00.000Z',
    is_current: true,
  },
  currentUser: {
    ...person,
    has_password: true,
    is_guest: false,
    is_administrator: false,
    role: 'owner',
    scope: 'admin',
    workspace: { id: ids.workspace, name: workspace.name },
    workspaces: [{ id: ids.workspace, name: workspace.name, role: 'owner' }],
  },
  workspace,
  apiKey: {
    id: ids.key,
    name: 'Backup script',
    hint: 'OeR5',
    scope: 'read',
    created_at: at,
    last_used_at: null,
    expires_at: null,
  },
  member: {
    ...person,
    role: 'owner',
    is_you: true,
    joined_at: at,
    last_seen_at: at,
  },
  invitation: {
    id: ids.invitation,
    role: 'member',
    email: 'grace@example.com',
    invited_by: { id: ids.user, name: person.name },
    created_at: at,
    expires_at: '2026-11-28T09:30:00.000Z',
  },
  auditEvent: {
    id: ids.event,
    action: 'key.created',
    user: person,
    detail: { key_id: ids.key, scope: 'read' },
    address: '203.0.113.7',
    created_at: at,
  },
  usage: {
    of: 'me',
    from: '2026-11-01',
    to: '2026-11-21',
    totals: figures,
    data: [
      {
        day: '2026-11-21',
        model: thread.model,
        user: { id: ids.user, name: person.name },
        ...figures,
      },
    ],
    budget: {
      monthly_budget: 50,
      monthly_tokens: null,
      spent: 12.5,
      spent_tokens: 1_200_000,
      is_spent: false,
      renews_on: '2026-12-01',
    },
  },
}

export const examples = {
  ...people,
  thread,
  threadList: {
    data: [{ ...thread, last_message_preview: answer.content }],
    next_cursor: null,
  },
  share: {
    token: 'kq3Tn0m5q1o0m0dXl7mJb1m2cJ3fZ4hT5yU6iO7pA8s',
    url: '/shared/kq3Tn0m5q1o0m0dXl7mJb1m2cJ3fZ4hT5yU6iO7pA8s',
    shows_system_prompt: false,
    shows_reasoning: true,
    shows_context: false,
    created_at: at,
  },
  sharedThread: {
    title: thread.title,
    system_prompt: null,
    messages: [shared(question), shared(answer)],
    summaries: [],
    next_before_sequence: null,
  },
  question,
  answer,
  messagePage: { data: [question, answer], has_more: false },
  version: {
    id: ids.version,
    message_id: ids.answer,
    content: 'Paris.',
    parts: [{ type: 'text', text: 'Paris.' }],
    metadata: {},
    replaced_at: at,
  },
  summary,
  profile,
  stream: [
    `data: {"type":"data-thread","data":{"id":"${ids.thread}","title":"New conversation"},"transient":true}`,
    `data: {"type":"start","messageId":"${ids.answer}"}`,
    'data: {"type":"start-step"}',
    'data: {"type":"text-start","id":"0"}',
    'data: {"type":"text-delta","id":"0","delta":"Paris is the capital city of France."}',
    'data: {"type":"text-end","id":"0"}',
    'data: {"type":"finish-step"}',
    'data: {"type":"finish","finishReason":"stop"}',
    'data: [DONE]\n\n',
  ].join('\n\n'),
  dataStream: [
    `f:{"messageId":"${ids.answer}"}`,
    '0:"Paris is the capital city of France."',
    'e:{"finishReason":"stop","usage":{"promptTokens":24,"completionTokens":9},"isContinued":false}',
    'd:{"finishReason":"stop","usage":{"promptTokens":24,"completionTokens":9}}\n',
  ].join('\n'),
}
