import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { createFolderFileStore } from '@/lib/adapters/files/folder-file-store'
import { createMemoryFileStore } from '@/lib/adapters/memory/memory-file-store'
import type { FileStore } from '@/lib/core/ports'

const key = '019a6f3c-5a10-7c39-9d35-0f6f3f6b2f01'
const bytes = (text: string) => [new TextEncoder().encode(text)]
const textOf = (read: Uint8Array | null) => read && new TextDecoder().decode(read)

async function keysOf(store: FileStore) {
  const keys: string[] = []
  for await (const { key: each } of store.list()) keys.push(each)
  return keys.toSorted()
}

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'skein-files-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe.each(['memory', 'folder'] as const)('the %s file store', (kind) => {
  let store: FileStore
  beforeEach(() => {
    store = kind === 'memory' ? createMemoryFileStore() : createFolderFileStore(`${root}/files`)
  })

  it('gives back what was put into it, as a whole and as a stream', async () => {
    await store.put(key, bytes('Hello'))
    expect(textOf(await store.read(key))).toBe('Hello')
    const opened = await store.open(key)
    expect(opened?.size).toBe(5)
    expect(await new Response(opened?.stream).text()).toBe('Hello')
  })

  it('takes what comes in pieces', async () => {
    await store.put(
      key,
      (async function* () {
        yield* bytes('Hel')
        yield* bytes('lo')
      })(),
    )
    expect(textOf(await store.read(key))).toBe('Hello')
  })

  it('replaces what was there', async () => {
    await store.put(key, bytes('old and longer'))
    await store.put(key, bytes('new'))
    expect(textOf(await store.read(key))).toBe('new')
  })

  it('has nothing under a key that was never put, and none after it was removed', async () => {
    expect(await store.read(key)).toBeNull()
    expect(await store.open(key)).toBeNull()
    await store.put(key, bytes('Hello'))
    await store.remove(key)
    await store.remove(key)
    expect(await store.read(key)).toBeNull()
    expect(await keysOf(store)).toEqual([])
  })

  it('keeps what was there, and nothing else, when the bytes end in a failure', async () => {
    await store.put(key, bytes('old'))
    const failing = (async function* () {
      yield* bytes('half')
      throw new Error('the line was cut')
    })()
    await expect(store.put(key, failing)).rejects.toThrow('the line was cut')
    expect(textOf(await store.read(key))).toBe('old')
    expect(await keysOf(store)).toEqual([key])
  })

  it('lists its keys with the time at which they were written', async () => {
    const before = Date.now() - 1000
    await store.put(key, bytes('a'))
    await store.put(`${key}.thumbnail`, bytes('b'))
    expect(await keysOf(store)).toEqual([key, `${key}.thumbnail`])
    for await (const { writtenAt } of store.list()) expect(writtenAt).toBeGreaterThan(before)
  })

  it.each(['../secret', `${key}/../../secret`, `/${key}`, key.toUpperCase(), '', `${key}.A`])(
    'refuses the key %j',
    async (wrong) => {
      const attempts = [
        async () => store.put(wrong, bytes('x')),
        async () => store.read(wrong),
        async () => store.open(wrong),
        async () => store.remove(wrong),
      ]
      for (const attempt of attempts) await expect(attempt()).rejects.toThrow('no key')
    },
  )
})

it('keeps files for its own user only', async () => {
  const store = createFolderFileStore(root)
  await store.put(key, bytes('Hello'))
  const [folder = ''] = await readdir(root)
  expect((await stat(path.join(root, folder, key))).mode & 0o077).toBe(0)
})
