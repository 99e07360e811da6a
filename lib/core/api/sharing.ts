import { examples } from '@/lib/core/api/examples'
import { json, noContent, operation } from '@/lib/core/api/operation'
import { shareParams, threadParams } from '@/lib/core/api/path-params'
import {
  putShareSchema,
  readSharedSchema,
  sharedThreadSchema,
  shareSchema,
} from '@/lib/core/thread/share'

const tag = 'Threads'
const path = '/api/threads/{id}/share'

export const getShareOperation = operation({
  id: 'getShare',
  method: 'GET',
  path,
  tag,
  access: 'chat',
  summary: 'Read the public link of a thread of one’s own',
  params: threadParams,
  answers: { 200: json(shareSchema, 'The link', examples.share) },
  errors: ['thread_not_found', 'share_not_found'],
})

export const putShareOperation = operation({
  id: 'putShare',
  method: 'PUT',
  path,
  tag,
  access: 'chat',
  summary: 'Make a thread public by a link, or change what its link shows',
  description:
    'Whoever has the link can read the thread without signing in. The address of a link that is there stays; for a new address delete it first.',
  params: threadParams,
  body: putShareSchema,
  bodyIsOptional: true,
  exampleBody: { shows_reasoning: true },
  answers: { 200: json(shareSchema, 'The link as it is now', examples.share) },
  errors: ['thread_not_found'],
})

export const deleteShareOperation = operation({
  id: 'deleteShare',
  method: 'DELETE',
  path,
  tag,
  access: 'chat',
  summary: 'Take back the public link of a thread, which is private then',
  params: threadParams,
  answers: { 204: noContent('It has no link') },
  errors: ['thread_not_found'],
})

export const readSharedOperation = operation({
  id: 'readShared',
  method: 'GET',
  path: '/api/shared/{token}',
  tag,
  access: 'public',
  summary: 'Read a thread by its public link',
  description:
    'The newest page of its active branch, or the one before `before_sequence`. It has what its owner chose to show, and needs no credentials.',
  params: shareParams,
  query: readSharedSchema,
  answers: { 200: json(sharedThreadSchema, 'A page of the thread', examples.sharedThread) },
  errors: ['share_not_found'],
})
