import { z } from 'zod'

import { examples } from '@/lib/core/api/examples'
import { json, noContent, operation, type Answer } from '@/lib/core/api/operation'
import { threadMessageParams, threadParams } from '@/lib/core/api/path-params'
import { chatBodySchema } from '@/lib/core/thread/message'
import { turnStreamQuery } from '@/lib/core/turn/stream-protocol'
import { temporaryThreadSchema } from '@/lib/core/turn/temporary-thread'

const tag = 'Chat'

/** The stream of a turn, in either protocol. */
export const turnStream = (description: string): Answer => ({
  description,
  content: {
    'text/event-stream': {
      schema: z.string().describe('The AI SDK’s UI message stream'),
      example: examples.stream,
    },
    'text/plain': {
      schema: z.string().describe('The data stream protocol v1 of AI SDK 4'),
      example: examples.dataStream,
    },
  },
})

export const protocolHeader = {
  'x-vercel-ai-data-stream': '`v1`: answer with the data stream protocol v1 (AI SDK 4)',
}

export const idempotencyHeader = {
  'idempotency-key':
    'Marks repetitions of one request: the second starts nothing and returns the first one’s answer',
}

const threadHeader = { 'x-skein-thread-id': 'The id of the thread' }

export const chatOperation = operation({
  id: 'chat',
  method: 'POST',
  path: '/api/chat',
  tag,
  access: 'chat',
  summary: 'Send a message and stream its answer',
  description:
    'Takes the AI SDK’s body, of which only the newest user message is read, or `{ prompt, threadId, responseId }`. With `id: null` a thread is made. A message id that is known already attaches to its turn. Leaving does not stop the answer.',
  query: turnStreamQuery,
  body: z.unknown(),
  documentedBody: { 'application/json': chatBodySchema },
  exampleBody: { id: null, message: { role: 'user', content: 'What is the capital of France?' } },
  headers: { ...protocolHeader, ...idempotencyHeader },
  answers: { 200: { ...turnStream('The answer as it is written'), headers: threadHeader } },
  errors: [
    'validation_failed',
    'thread_not_found',
    'message_not_found',
    'file_not_found',
    'request_key_reused',
    'unknown_model',
    'model_not_configured',
    'shutting_down',
  ],
})

export const answerTemporarilyOperation = operation({
  id: 'answerTemporarily',
  method: 'POST',
  path: '/api/temporary',
  tag,
  access: 'chat',
  summary: 'Stream the answer of a temporary thread',
  description:
    'The request carries the whole thread, and nothing of it is stored: no message, no answer, nothing of what was sent to the model. What the answer used is counted. Leaving stops it.',
  query: turnStreamQuery,
  body: temporaryThreadSchema,
  exampleBody: {
    model: examples.thread.model,
    messages: [{ role: 'user', content: 'What is the capital of France?' }],
  },
  headers: protocolHeader,
  answers: { 200: turnStream('The answer as it is written') },
  errors: [
    'validation_failed',
    'unknown_model',
    'model_not_configured',
    'context_too_large',
    'shutting_down',
  ],
})

export const resumeChatOperation = operation({
  id: 'resumeChat',
  method: 'GET',
  path: '/api/chat/{id}/stream',
  tag,
  access: 'read',
  summary: 'Read the running answer of a thread, from its first chunk on',
  params: threadParams,
  query: turnStreamQuery,
  headers: protocolHeader,
  answers: {
    200: turnStream('The answer from its beginning, then as it is written'),
    204: noContent('No answer is running'),
  },
  errors: ['thread_not_found'],
})

export const resumeAnswerOperation = operation({
  id: 'resumeAnswer',
  method: 'GET',
  path: '/api/threads/{id}/messages/{mid}/stream',
  tag,
  access: 'read',
  summary: 'Read one answer while it is written, from its first chunk on',
  params: threadMessageParams,
  query: turnStreamQuery,
  headers: protocolHeader,
  answers: {
    200: turnStream('The answer from its beginning, then as it is written'),
    204: noContent('It is complete; read the message'),
  },
  errors: ['thread_not_found', 'message_not_found'],
})

export const stopChatOperation = operation({
  id: 'stopChat',
  method: 'POST',
  path: '/api/chat/{id}/stop',
  tag,
  access: 'chat',
  summary: 'Stop the running answer of a thread',
  description: 'What has arrived is kept. A `turn_id` guards against stopping a newer answer.',
  params: threadParams,
  body: z.object({ turn_id: z.uuid().optional() }),
  bodyIsOptional: true,
  exampleBody: {},
  answers: {
    200: json(z.object({ turn_id: z.uuid() }), 'It stops; the stream says so at its end'),
  },
  errors: ['thread_not_found', 'turn_not_active'],
})
