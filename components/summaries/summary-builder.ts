import type { Summary } from '@/lib/core/summary/summary'

/** A summary for tests, as the API would give it. */
export const summary = (id: string, change: Partial<Summary> = {}): Summary => ({
  id,
  thread_id: 'thread',
  predecessor_id: null,
  first_message_id: 'first',
  last_message_id: 'last',
  first_position: 1,
  last_position: 20,
  message_count: 20,
  total_message_count: 20,
  content: 'The user likes tea.',
  original_content: null,
  model: 'x/one',
  prompt_version: '1',
  trigger: 'threshold',
  tokens_before: 3412,
  tokens_after: 198,
  usage: null,
  cost: null,
  in_force: false,
  created_at: '2026-01-01T00:00:00.000Z',
  edited_at: null,
  ...change,
})
