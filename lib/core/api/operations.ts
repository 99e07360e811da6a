import * as chat from '@/lib/core/api/chat'
import * as context from '@/lib/core/api/context'
import * as files from '@/lib/core/api/files'
import * as folders from '@/lib/core/api/folders'
import * as machines from '@/lib/core/api/machines'
import * as messages from '@/lib/core/api/messages'
import * as models from '@/lib/core/api/models'
import type { Operation } from '@/lib/core/api/operation'
import * as people from '@/lib/core/api/people'
import * as search from '@/lib/core/api/search'
import * as prompts from '@/lib/core/api/prompts'
import * as sharing from '@/lib/core/api/sharing'
import * as threads from '@/lib/core/api/threads'
import * as transfer from '@/lib/core/api/transfer'

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'answers' in value && 'method' in value

/** Everything that can be asked of the API. */
export const operations: readonly Operation[] = [
  chat,
  threads,
  folders,
  search,
  sharing,
  messages,
  files,
  prompts,
  context,
  transfer,
  models,
  people,
  machines,
].flatMap((room) => Object.values(room).filter(isOperation))
