import { contentDisposition } from '@/lib/core/transfer/file-name'
import type { ExportFile } from '@/lib/server/commands/export-thread'

/** A file as a response that a browser saves. */
export const fileResponse = ({ name, type, body, threads }: ExportFile): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': contentDisposition(name),
      'x-skein-thread-count': String(threads),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
