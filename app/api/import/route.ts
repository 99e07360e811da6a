import { importThreadsOperation } from '@/lib/core/api/transfer'
import { eventStreamHeaders } from '@/lib/core/turn/sse'
import { importThreads } from '@/lib/server/commands/import-threads'
import { resource, route } from '@/lib/server/route'
import { importEvents, type RunImport } from '@/lib/server/transfer/import-events'
import { receiveUpload } from '@/lib/server/transfer/upload'

const post = route(
  importThreadsOperation,
  async ({ services, actor, request, headers, signal }) => {
    const upload = await receiveUpload(request, services.env)
    const run: RunImport = (options) =>
      importThreads(services, actor, { upload, ...options }).finally(() => upload.handle.close())
    if (!headers.get('accept')?.includes('text/event-stream')) {
      return run({ signal, onProgress: () => undefined })
    }
    return new Response(importEvents(run, services.log), { headers: eventStreamHeaders })
  },
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(post)
