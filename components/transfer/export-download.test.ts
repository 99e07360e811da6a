import { expect, it } from 'vitest'

import { fetchExport, type ExportProgress } from '@/components/transfer/export-download'
import { exportHead, exportTail, recordDivider } from '@/lib/core/transfer/records'

const records = [
  { kind: 'thread', title: 'Größe' },
  { kind: 'message', parts: [{ type: 'text', text: '\n{"kind":"thread",' }] },
  { kind: 'thread', title: 'Second' },
]
const text =
  exportHead('2026-01-01T00:00:00.000Z') +
  records.map((record) => JSON.stringify(record)).join(recordDivider) +
  exportTail
const bytes = new TextEncoder().encode(text)

const serve = (size: number) => async () => {
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, (at += size)))
    },
  })
  const headers = {
    'content-disposition': 'attachment; filename="skein-2026-01-01.json"',
    'x-skein-thread-count': '2',
  }
  return new Response(body, { headers })
}

it.each([1, 7, 100_000])('counts threads in pieces of %i bytes', async (size) => {
  const seen: ExportProgress[] = []
  const { blob, name } = await fetchExport(
    (progress) => seen.push(progress),
    new AbortController().signal,
    serve(size),
  )
  expect(name).toBe('skein-2026-01-01.json')
  expect(await blob.text()).toBe(text)
  expect(seen.at(-1)).toEqual({ threads: 1, total: 2, bytes: bytes.length })
})
