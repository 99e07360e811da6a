import type { Operation } from '@/lib/core/api/operation'
import type { LimitClass } from '@/lib/core/limits/limit'

type Asked = Pick<Operation, 'method' | 'path'>

const answering = new Set([
  'POST /api/chat',
  'POST /api/temporary',
  'POST /api/threads/{id}/messages',
  'POST /api/threads/{id}/summaries',
])

/**
 * The class in which an operation counts: `chat` when it asks a model, else `write` or `read` by its method. Null
 * for those that machines ask on a clock. Sign-in and sign-up count besides, where they happen.
 */
export function limitClassOf({ method, path }: Asked): LimitClass | null {
  if (path.startsWith('/api/health/')) return null
  if (answering.has(`${method} ${path}`)) return 'chat'
  return method === 'GET' ? 'read' : 'write'
}
