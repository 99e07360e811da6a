import { z } from 'zod'

import { json, noContent, operation } from '@/lib/core/api/operation'
import { rowParams } from '@/lib/core/api/path-params'

const tag = 'Machines'
const well = z.object({ status: z.literal('ok') })

export const liveOperation = operation({
  id: 'isLive',
  method: 'GET',
  path: '/api/health/live',
  tag,
  access: 'public',
  summary: 'Whether the process answers',
  answers: { 200: json(well, 'It does', { status: 'ok' }) },
})

export const readyOperation = operation({
  id: 'isReady',
  method: 'GET',
  path: '/api/health/ready',
  tag,
  access: 'public',
  summary: 'Whether it can work: the database answers',
  answers: { 200: json(well, 'It can', { status: 'ok' }) },
})

export const metricsOperation = operation({
  id: 'readMetrics',
  method: 'GET',
  path: '/api/metrics',
  tag,
  access: 'monitor',
  summary: 'Figures for Prometheus',
  answers: {
    200: {
      description: 'Prometheus’ text format',
      content: {
        'text/plain': {
          schema: z.string(),
          example: '# TYPE skein_turns_running gauge\nskein_turns_running 0\n',
        },
      },
    },
  },
})

export const eventsOperation = operation({
  id: 'followEvents',
  method: 'GET',
  path: '/api/events',
  tag,
  access: 'read',
  summary: 'Hear which of your threads change',
  description:
    'Server-sent events `thread` with `{ thread_id }`, of a thread that is new or was changed, `gone` of one that was deleted, and `folders` when folders were changed. A reader that is sent away comes back and looks at everything anew.',
  answers: {
    200: {
      description: 'The events, without an end',
      content: {
        'text/event-stream': {
          schema: z.string(),
          example: 'event: thread\ndata: {"thread_id":"019a6f3c-5a10-7c39-9d35-0f6f3f6b2f01"}\n\n',
        },
      },
    },
  },
})

export const retryJobOperation = operation({
  id: 'retryJob',
  method: 'POST',
  path: '/api/admin/jobs/{id}/retry',
  tag,
  access: 'server',
  summary: 'Run a failed background job again',
  params: rowParams,
  answers: { 204: noContent('It waits to be run') },
  errors: ['forbidden', 'job_not_found'],
})

export const openapiOperation = operation({
  id: 'readOpenapi',
  method: 'GET',
  path: '/api/openapi.json',
  tag,
  access: 'public',
  summary: 'This document',
  answers: {
    200: json(z.looseObject({ openapi: z.string() }), 'OpenAPI 3.1', { openapi: '3.1.0' }),
  },
})
