import { z } from 'zod'

import { idempotencyHeader, protocolHeader, turnStream } from '@/lib/core/api/chat'
import { examples } from '@/lib/core/api/examples'
import { json, noContent, operation, providerErrors } from '@/lib/core/api/operation'
import { messageParams, threadParams } from '@/lib/core/api/path-params'
import {
  chatVoteSchema,
  createMessageSchema,
  listMessagesSchema,
  messagePageSchema,
  messageQuerySchema,
  messageSchema,
  messageVersionListSchema,
  patchMessageSchema,
  voteSchema,
} from '@/lib/core/thread/message'
import { turnStreamQuery } from '@/lib/core/turn/stream-protocol'

const tag = 'Messages'
const path = '/api/messages/{id}'

export const listMessagesOperation = operation({
  id: 'listMessages',
  method: 'GET',
  path: '/api/threads/{id}/messages',
  tag,
  access: 'read',
  summary: 'List messages by ascending sequence number',
  description:
    'Without a place the newest page; `before_sequence` and `after_sequence` page on. Of the whole thread, or of one branch.',
  params: threadParams,
  query: listMessagesSchema,
  answers: { 200: json(messagePageSchema, 'A page of messages', examples.messagePage) },
  errors: ['thread_not_found', 'message_not_found'],
})

export const createMessageOperation = operation({
  id: 'createMessage',
  method: 'POST',
  path: '/api/threads/{id}/messages',
  tag,
  access: 'chat',
  summary: 'Send a message and get its answer',
  description:
    'Waits for the answer and returns it; with `stream` streams it; with `background` returns the pending answer at once. A failure before the first token answers with its status and is kept on the message; after it the answer so far is returned with its status.',
  params: threadParams,
  query: turnStreamQuery,
  body: createMessageSchema,
  exampleBody: { content: 'What is the capital of France?' },
  headers: { ...idempotencyHeader, ...protocolHeader },
  answers: {
    200: {
      ...turnStream('With `stream`: the answer as it is written'),
      headers: { 'x-skein-thread-id': 'The id of the thread' },
    },
    201: json(messageSchema, 'The answer', examples.answer),
    202: json(
      messageSchema.extend({ stream_url: z.string() }),
      'With `background`: the pending answer, and where to read it while it is written',
      {
        ...examples.answer,
        content: '',
        parts: [],
        status: 'pending',
        usage: null,
        stream_url: `/api/threads/${examples.thread.id}/messages/${examples.answer.id}/stream`,
      },
    ),
  },
  errors: [
    'thread_not_found',
    'message_not_found',
    'file_not_found',
    'request_key_reused',
    'unknown_model',
    'model_not_configured',
    ...providerErrors,
    'interrupted',
  ],
})

export const getMessageOperation = operation({
  id: 'getMessage',
  method: 'GET',
  path,
  tag,
  access: 'read',
  summary: 'Read a message',
  params: messageParams,
  query: messageQuerySchema,
  answers: { 200: json(messageSchema, 'The message', examples.answer) },
  errors: ['message_not_found', 'message_ambiguous'],
})

export const updateMessageOperation = operation({
  id: 'updateMessage',
  method: 'PATCH',
  path,
  tag,
  access: 'chat',
  summary: 'Change a message',
  description:
    'What it said before is kept as a version. A question that waits for its turn is sent as it is by then; once its answer runs it can no longer be changed (409). Summaries that were written from it stay as they are; ledgers keep what was sent.',
  params: messageParams,
  query: messageQuerySchema,
  body: patchMessageSchema,
  exampleBody: { content: 'Paris.' },
  answers: { 200: json(messageSchema, 'The message as it is now', examples.answer) },
  errors: ['message_not_found', 'message_ambiguous', 'turn_active'],
})

export const deleteMessageOperation = operation({
  id: 'deleteMessage',
  method: 'DELETE',
  path,
  tag,
  access: 'chat',
  summary: 'Delete a message',
  description:
    'Its text goes from ledgers and earlier versions too, and summaries that were written from it go with it. Sequence numbers keep its place. Where the active branch ended with it, another version of it is shown, if there is one.',
  params: messageParams,
  query: messageQuerySchema,
  answers: { 204: noContent('It is gone') },
  errors: ['message_not_found', 'message_ambiguous', 'turn_active'],
})

export const listMessageVersionsOperation = operation({
  id: 'listMessageVersions',
  method: 'GET',
  path: '/api/messages/{id}/versions',
  tag,
  access: 'read',
  summary: 'List what a message said before, the newest first',
  params: messageParams,
  query: messageQuerySchema,
  answers: {
    200: json(messageVersionListSchema, 'Its earlier versions', { data: [examples.version] }),
  },
  errors: ['message_not_found', 'message_ambiguous'],
})

export const setVoteOperation = operation({
  id: 'setVote',
  method: 'PUT',
  path: '/api/messages/{id}/vote',
  tag,
  access: 'chat',
  summary: 'Say that an answer is good or bad',
  params: messageParams,
  query: messageQuerySchema,
  body: voteSchema,
  exampleBody: { value: 'up' },
  answers: {
    200: json(messageSchema, 'The message with the vote', { ...examples.answer, vote: 'up' }),
  },
  errors: ['message_not_found', 'message_ambiguous', 'not_an_answer'],
})

export const removeVoteOperation = operation({
  id: 'removeVote',
  method: 'DELETE',
  path: '/api/messages/{id}/vote',
  tag,
  access: 'chat',
  summary: 'Take a vote back',
  params: messageParams,
  query: messageQuerySchema,
  answers: { 204: noContent('There is no vote') },
  errors: ['message_not_found', 'message_ambiguous', 'not_an_answer'],
})

export const chatVoteOperation = operation({
  id: 'chatVote',
  method: 'PATCH',
  path: '/api/chat/vote',
  tag,
  access: 'chat',
  summary: 'Vote in the words of other chat servers',
  description: 'The same as `PUT /api/messages/{id}/vote`.',
  body: chatVoteSchema,
  exampleBody: {
    chatId: examples.thread.id,
    messageId: examples.answer.id,
    isUpvoted: true,
  },
  answers: {
    200: json(messageSchema, 'The message with the vote', { ...examples.answer, vote: 'up' }),
  },
  errors: ['message_not_found', 'message_ambiguous', 'not_an_answer'],
})
