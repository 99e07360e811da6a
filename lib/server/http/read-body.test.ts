import { describe, expect, it } from 'vitest'

import { readJson } from '@/lib/server/http/read-body'

const post = (body: BodyInit, type = 'application/json') =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    headers: { 'content-type': type },
    duplex: 'half',
  } as RequestInit)

describe('readJson', () => {
  it('reads JSON, whatever the case and parameters of its type', async () => {
    expect(await readJson(post('{"a":1}', 'Application/JSON; charset=utf-8'), 100)).toEqual({
      a: 1,
    })
  })

  it.each([
    [post('{"a":'), 'invalid_json'],
    [post(''), 'invalid_json'],
    [post(new Uint8Array([0x22, 0xff, 0x22])), 'invalid_json'],
    [post('{}', 'text/plain'), 'unsupported_media_type'],
    [post(JSON.stringify('x'.repeat(200))), 'body_too_large'],
    [post('['.repeat(70) + ']'.repeat(70), 'application/json'), 'validation_failed'],
  ])('refuses case %#', async (request, code) => {
    await expect(readJson(request, 150)).rejects.toMatchObject({ code })
  })

  it('stops reading a body that turns out too large', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++
        controller.enqueue(new Uint8Array(1000))
      },
    })
    await expect(readJson(post(endless), 5000)).rejects.toMatchObject({ code: 'body_too_large' })
    expect(pulled).toBeLessThan(20)
  })

  it('does not read a body that says it is too large', async () => {
    const request = post('{}')
    request.headers.set('content-length', '99999')
    await expect(readJson(request, 150)).rejects.toMatchObject({ code: 'body_too_large' })
    expect(request.bodyUsed).toBe(false)
  })
})
