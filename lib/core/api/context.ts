import { examples } from '@/lib/core/api/examples'
import { json, operation, providerErrors } from '@/lib/core/api/operation'
import { rowParams, threadParams } from '@/lib/core/api/path-params'
import {
  ledgerSchema,
  previewContextSchema,
  previewSchema,
  readLedgerSchema,
} from '@/lib/core/context/context'
import {
  createSummarySchema,
  listSummariesSchema,
  patchSummarySchema,
  summaryListSchema,
  summarySchema,
} from '@/lib/core/summary/summary'

const tag = 'Context'

const context = {
  model: examples.thread.model,
  budget: {
    window: 200_000,
    answer: 8192,
    head_room: 19_180,
    input: 172_628,
    used: 22,
    calibration: 1.1,
  },
  segments: [
    {
      kind: 'system',
      role: 'system',
      message_id: null,
      summary_id: null,
      text: examples.thread.system_prompt,
      tokens: 9,
      cost: 0.000027,
    },
    {
      kind: 'message',
      role: 'user',
      message_id: examples.question.id,
      summary_id: null,
      text: examples.question.content,
      tokens: 11,
      cost: 0.000033,
    },
  ],
  tokens: { system: 9, summary: 0, passages: 0, history: 0, message: 11, tools: 0 },
  omitted: [],
  conversions: [],
}

const preview = {
  ...context,
  thread_id: examples.thread.id,
  error: null,
  estimated_cost: 0.0021,
  expected_output_tokens: 120,
  models: [
    {
      model: examples.thread.model,
      name: 'Claude 3.5 Sonnet',
      fits: true,
      tokens: 22,
      window: 200_000,
      estimated_cost: 0.0021,
    },
  ],
}

const previewOperation = {
  path: '/api/threads/{id}/context',
  tag,
  access: 'read',
  params: threadParams,
  answers: { 200: json(previewSchema, 'What would be sent, and to what it would come', preview) },
  errors: ['thread_not_found', 'unknown_model'],
} as const

export const previewContextOperation = operation({
  ...previewOperation,
  id: 'previewContext',
  method: 'GET',
  summary: 'See what the next turn would send',
  query: previewContextSchema,
})

export const previewLongDraftOperation = operation({
  ...previewOperation,
  id: 'previewLongDraft',
  method: 'POST',
  summary: 'See what the next turn would send, with a draft too long for an address',
  description: 'It changes nothing.',
  body: previewContextSchema,
  exampleBody: { draft: 'What is its population?' },
})

export const readLedgerOperation = operation({
  id: 'readLedger',
  method: 'GET',
  path: '/api/messages/{id}/context',
  tag,
  access: 'read',
  summary: 'See what was sent to get an answer',
  params: rowParams,
  query: readLedgerSchema,
  answers: {
    200: json(ledgerSchema, 'Its context ledger', {
      ...context,
      message_id: examples.answer.id,
      thread_id: examples.thread.id,
      usage: examples.answer.usage,
      estimated_cost: 0.00006,
      attempts: [
        {
          model: examples.thread.model,
          sha256: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
          bytes: 402,
          body: null,
        },
      ],
      difference: null,
      created_at: examples.answer.created_at,
    }),
  },
  errors: ['message_not_found', 'ledger_not_found'],
})

export const listSummariesOperation = operation({
  id: 'listSummaries',
  method: 'GET',
  path: '/api/threads/{id}/summaries',
  tag,
  access: 'read',
  summary: 'List the chain of summaries in force, oldest first',
  params: threadParams,
  query: listSummariesSchema,
  answers: {
    200: json(summaryListSchema, 'The chain', {
      data: [examples.summary],
      has_more: false,
      failure: null,
    }),
  },
  errors: ['thread_not_found'],
})

export const createSummaryOperation = operation({
  id: 'createSummary',
  method: 'POST',
  path: '/api/threads/{id}/summaries',
  tag,
  access: 'chat',
  summary: 'Summarise now',
  params: threadParams,
  body: createSummarySchema,
  bodyIsOptional: true,
  exampleBody: {},
  answers: { 201: json(summarySchema, 'The new link of the chain', examples.summary) },
  errors: [
    'thread_not_found',
    'nothing_to_summarise',
    'summary_stale',
    'summary_rejected',
    'unknown_model',
    'model_not_configured',
    ...providerErrors,
  ],
})

export const updateSummaryOperation = operation({
  id: 'updateSummary',
  method: 'PATCH',
  path: '/api/summaries/{id}',
  tag,
  access: 'chat',
  summary: 'Edit a summary, or bring back what the model wrote',
  params: rowParams,
  body: patchSummarySchema,
  exampleBody: { content: 'They spoke about the capital of France, which is Paris.' },
  answers: { 200: json(summarySchema, 'The summary as it is now', examples.summary) },
  errors: ['summary_not_found', 'summary_stale'],
})
