import { z } from 'zod'

import { operation } from '@/lib/core/api/operation'
import { threadParams } from '@/lib/core/api/path-params'
import { exportAllQuerySchema, exportQuerySchema } from '@/lib/core/transfer/export-format'
import { importResultSchema } from '@/lib/core/transfer/import-result'
import { exportSchema } from '@/lib/core/transfer/records'

const tag = 'Transfer'

const fileHeaders = {
  'content-disposition': '`attachment`, with a file name made of the title',
  'x-skein-thread-count': 'How many threads the file will have',
}

export const exportThreadOperation = operation({
  id: 'exportThread',
  method: 'GET',
  path: '/api/threads/{id}/export',
  tag,
  access: 'read',
  summary: 'Export a thread',
  description:
    'As JSON: all branches, deleted messages’ places, summaries, your votes and earlier versions, one record a line, to be imported again. As Markdown: the active branch, for reading. Streamed. What was sent to models (the ledgers) is not part of it.',
  params: threadParams,
  query: exportQuerySchema,
  answers: {
    200: {
      description: 'The file',
      content: {
        'application/json': { schema: exportSchema },
        'text/markdown': { schema: z.string() },
      },
      headers: fileHeaders,
    },
  },
  errors: ['thread_not_found'],
})

export const exportThreadsOperation = operation({
  id: 'exportThreads',
  method: 'GET',
  path: '/api/export',
  tag,
  access: 'read',
  summary: 'Export all your threads',
  description: 'As `GET /api/threads/{id}/export` does as JSON, all threads in one file. Streamed.',
  query: exportAllQuerySchema,
  answers: {
    200: {
      description: 'The file',
      content: { 'application/json': { schema: exportSchema } },
      headers: fileHeaders,
    },
  },
})

const importEventsExample = [
  'event: progress\ndata: {"threads":0,"messages":0,"bytes_read":65536,"bytes_total":131072}',
  'event: result\ndata: {"threads":{"imported":1,"skipped":0,"failed":0},"messages":2,"failures":[]}\n\n',
].join('\n\n')

const chatGptExport = z
  .array(z.looseObject({ mapping: z.record(z.string(), z.looseObject({})) }))
  .describe('ChatGPT’s `conversations.json`')

const file = z.string().meta({ format: 'binary' })

export const importThreadsOperation = operation({
  id: 'importThreads',
  method: 'POST',
  path: '/api/import',
  tag,
  access: 'chat',
  summary: 'Import threads',
  description:
    'The body is the file itself: an export of Skein’s, ChatGPT’s `conversations.json`, or the ZIP that holds it, at most `MAX_IMPORT_BYTES`. A file that is none of these changes nothing. Each thread is stored whole or not at all; one that is there already is skipped, so the same file can be sent again. Ids that are somebody else’s are given anew. With `Accept: text/event-stream` the answer tells how far it is: `progress` events, then one `result`, or one `error` with the shape of an error. A client that leaves ends the import; what was imported stays.',
  documentedBody: {
    'application/json': z.union([exportSchema, chatGptExport]),
    'application/zip': file,
    'application/octet-stream': file,
  },
  headers: { accept: '`text/event-stream` to be told of the progress' },
  answers: {
    200: {
      description: 'What was imported',
      content: {
        'application/json': {
          schema: importResultSchema,
          example: {
            threads: { imported: 1, skipped: 0, failed: 0 },
            messages: 2,
            failures: [],
          },
        },
        'text/event-stream': {
          schema: z.string(),
          example: importEventsExample,
        },
      },
    },
  },
  errors: ['invalid_import', 'import_too_large', 'unsupported_media_type'],
})
