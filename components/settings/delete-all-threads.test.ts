import { expect, it } from 'vitest'

import { RequestError, type Request } from '@/components/api/request'
import { deleteAllThreads } from '@/components/settings/delete-all-threads'

/** A server with these threads, of which some are gone when they are to be deleted. */
function serverWith(threads: { id: string; archived: boolean }[], gone: string[] = []) {
  const left = new Map(threads.map((thread) => [thread.id, thread]))
  const request: Request = async (path, { method } = {}) => {
    const url = new URL(path, 'http://skein')
    if (method === 'DELETE') {
      const id = url.pathname.split('/').at(-1) ?? ''
      left.delete(id)
      if (gone.includes(id)) throw new RequestError(404, 'thread_not_found', 'Gone.')
      return new Response(null, { status: 204 })
    }
    const archived = url.searchParams.get('archived') === 'true'
    const data = [...left.values()].filter((thread) => thread.archived === archived).slice(0, 100)
    return Response.json({ data, next_cursor: null })
  }
  return { left, request }
}

const untilTheEnd = new AbortController().signal

it('deletes all pages, the archived threads and what another tab has deleted already', async () => {
  const threads = Array.from({ length: 230 }, (_, n) => ({ id: `t${n}`, archived: n % 3 === 0 }))
  const { left, request } = serverWith(threads, ['t7'])
  const told: number[] = []
  expect(await deleteAllThreads((count) => told.push(count), untilTheEnd, request)).toBe(230)
  expect(left.size).toBe(0)
  expect(told.at(-1)).toBe(230)
})

it('stops when somebody has thought better of it, and tells how many are gone', async () => {
  const threads = Array.from({ length: 50 }, (_, n) => ({ id: `t${n}`, archived: false }))
  const { left, request } = serverWith(threads)
  const stop = new AbortController()
  const stopAtTwelve = (count: number) => count === 12 && stop.abort()
  expect(await deleteAllThreads(stopAtTwelve, stop.signal, request)).toBe(12)
  expect(left.size).toBe(38)
})

it('ends when the server refuses', async () => {
  const refuse: Request = async (_path, { method } = {}) => {
    if (method === 'DELETE') throw new RequestError(429, 'rate_limited', 'Too many.')
    return Response.json({ data: [{ id: 'a' }], next_cursor: null })
  }
  await expect(deleteAllThreads(() => undefined, untilTheEnd, refuse)).rejects.toThrow('Too many.')
})
