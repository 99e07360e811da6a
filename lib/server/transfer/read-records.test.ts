import fc from 'fast-check'
import { expect, it } from 'vitest'

import { exportHead, exportTail, recordDivider } from '@/lib/core/transfer/records'
import { readRecords } from '@/lib/server/transfer/read-records'

const options = { modelOf: () => null, defaultModel: 'demo/skein', now: () => 0 } as never

async function read(file: string, sizes: number[]): Promise<unknown[]> {
  async function* chunks() {
    const bytes = Buffer.from(file)
    let at = 0
    for (let n = 0; at < bytes.length; n++) {
      const size = sizes[n % sizes.length] ?? 1
      yield bytes.subarray(at, at + size)
      at += size
    }
  }
  const all: unknown[] = []
  for await (const records of readRecords(chunks(), options)) all.push(...records)
  return all
}

const text = fc.string({
  unit: fc.constantFrom('a', '\uFEFF', '"', '\\', '\n', 'é', '\uFFFD', '\u{1F9F6}', '\u3BFF'),
})

it('reads every text as it was written, byte order marks included, however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      async (texts, sizes, hasMark) => {
        const records = texts.map((text) => ({ text }))
        const file =
          exportHead('2026-01-01T00:00:00.000Z') +
          records.map((record) => JSON.stringify(record)).join(recordDivider) +
          exportTail
        expect(await read((hasMark ? '\uFEFF' : '') + file, sizes)).toEqual(records)
      },
    ),
    { numRuns: 300 },
  )
})

it.each([1, 7, 100])(
  'says where a file stops being JSON, when it comes %i bytes at a time',
  async (size) => {
    await expect(read('[{"mapping": {}}, {"title": oops}]', [size])).rejects.toThrow(
      'not valid JSON after byte 26.',
    )
    await expect(read('[{"mapping": {}} {}]', [size])).rejects.toThrow(
      'not valid JSON after byte 15.',
    )
  },
)
