/** One small thread, told in every example of the API. */
const ids = {
  thread: '019a6f3c-5a10-7c39-9d35-0f6f3f6b2f01',
  question: '019a6f3c-6b20-7d41-8a1c-51c1d2a7e002',
  answer: '019a6f3c-6b20-7d41-8a1c-51c1d2a7e003',
  summary: '019a6f4d-0c31-7a55-b0a2-7b7f1a9c4004',
  version: '019a6f4e-1d42-7b66-81b3-8c8a2bad5005',
  user: '019a6f30-0000-7000-8000-000000000006',
}
const at = '2026-11-21T09:30:00.000Z'

const thread = {
  id: ids.thread,
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

export const examples = {
  thread,
  threadList: {
    data: [{ ...thread, last_message_preview: answer.content }],
    next_cursor: null,
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
