import { z } from 'zod'

import { idempotencyHeader } from '@/lib/core/api/chat'
import { examples } from '@/lib/core/api/examples'
import { json, noContent, operation } from '@/lib/core/api/operation'
import { threadParams } from '@/lib/core/api/path-params'
import { summarySchema } from '@/lib/core/summary/summary'
import {
  changedThreadsSchema,
  changeThreadsSchema,
  createThreadSchema,
  forkThreadSchema,
  getThreadSchema,
  listThreadsSchema,
  patchThreadSchema,
  threadListSchema,
  threadSchema,
  threadWithMessagesSchema,
} from '@/lib/core/thread/thread'

const tag = 'Threads'
const path = '/api/threads/{id}'

export const listThreadsOperation = operation({
  id: 'listThreads',
  method: 'GET',
  path: '/api/threads',
  tag,
  access: 'read',
  summary: 'List threads, the most recently active first',
  query: listThreadsSchema,
  answers: { 200: json(threadListSchema, 'A page of threads', examples.threadList) },
})

export const createThreadOperation = operation({
  id: 'createThread',
  method: 'POST',
  path: '/api/threads',
  tag,
  access: 'chat',
  summary: 'Make an empty thread',
  description:
    'All fields are optional. Without a model the thread takes the preferred model of the profile, else the default one.',
  body: createThreadSchema,
  exampleBody: {
    title: 'Live test',
    system_prompt: 'You are a concise assistant.',
    model: 'anthropic/claude-3.5-sonnet',
  },
  answers: { 201: json(threadSchema, 'The thread', examples.thread) },
  errors: ['thread_exists', 'unknown_model', 'model_not_configured'],
})

export const getThreadOperation = operation({
  id: 'getThread',
  method: 'GET',
  path,
  tag,
  access: 'read',
  summary: 'Read a thread',
  description:
    'With `include=messages,summaries` the newest page of its active branch and its summaries come along.',
  params: threadParams,
  query: getThreadSchema,
  answers: {
    200: json(
      threadWithMessagesSchema.extend({ summaries: z.array(summarySchema).optional() }),
      'The thread',
      examples.thread,
    ),
  },
  errors: ['thread_not_found'],
})

export const updateThreadOperation = operation({
  id: 'updateThread',
  method: 'PATCH',
  path,
  tag,
  access: 'chat',
  summary: 'Change a thread',
  description:
    'A change of the model counts from the next message on. With `active_leaf_id` another version of a message becomes the active one; answers that run go on.',
  params: threadParams,
  body: patchThreadSchema,
  exampleBody: { model: 'openai/gpt-4o' },
  answers: { 200: json(threadSchema, 'The thread as it is now', examples.thread) },
  errors: [
    'thread_not_found',
    'message_not_found',
    'folder_not_found',
    'unknown_model',
    'model_not_configured',
  ],
})

export const forkThreadOperation = operation({
  id: 'forkThread',
  method: 'POST',
  path: '/api/threads/{id}/fork',
  tag,
  access: 'chat',
  summary: 'Make a thread of a branch, up to and with one of its messages',
  description:
    'The fork is private. Its title says in the language of `Accept-Language` that it is one. System prompt, model and the summaries of the branch go along; votes, earlier versions of messages and ledgers do not.',
  params: threadParams,
  body: forkThreadSchema,
  exampleBody: { message_id: examples.answer.id },
  headers: idempotencyHeader,
  answers: { 201: json(threadSchema, 'The fork', examples.thread) },
  errors: ['thread_not_found', 'message_not_found', 'turn_active'],
})

export const deleteThreadOperation = operation({
  id: 'deleteThread',
  method: 'DELETE',
  path,
  tag,
  access: 'chat',
  summary: 'Delete a thread with all that belongs to it',
  params: threadParams,
  answers: { 204: noContent('It is gone') },
  errors: ['thread_not_found'],
})

export const changeThreadsOperation = operation({
  id: 'changeThreads',
  method: 'POST',
  path: '/api/threads/bulk',
  tag,
  access: 'chat',
  summary: 'Archive, pin, move or delete several threads',
  description: 'Threads that are not there, or not one’s own, are left out of the answer.',
  body: changeThreadsSchema,
  exampleBody: { ids: [examples.thread.id], action: 'archive' },
  answers: {
    200: json(changedThreadsSchema, 'Which threads were changed', { ids: [examples.thread.id] }),
  },
  errors: ['folder_not_found'],
})
