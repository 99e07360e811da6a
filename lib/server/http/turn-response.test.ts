import { describe, expect, it } from 'vitest'

import { createMemoryTurnLogs } from '@/lib/adapters/streams/memory-turn-logs'
import type { StreamProtocol } from '@/lib/core/turn/stream-protocol'
import { streamProtocol, turnResponse } from '@/lib/server/http/turn-response'

const v1 = { 'x-vercel-ai-data-stream': 'v1' }

/** A turn that is over. */
function someLog() {
  const logs = createMemoryTurnLogs()
  const log = logs.open('turn')
  log.append({ type: 'start', messageId: 'answer' })
  log.append({ type: 'text-delta', id: '1', delta: 'Hello' })
  log.append({ type: 'finish', finishReason: 'stop' })
  logs.close()
  return log
}

describe('streamProtocol', () => {
  it.each<[Record<string, string>, StreamProtocol | undefined, StreamProtocol]>([
    [{}, undefined, 'ui-v1'],
    [v1, undefined, 'data-v1'],
    [{ 'x-vercel-ai-data-stream': 'v2' }, undefined, 'ui-v1'],
    [{}, 'data-v1', 'data-v1'],
    [v1, 'ui-v1', 'ui-v1'],
  ])('reads the headers %j and the query %s as %s', (headers, protocol, expected) => {
    expect(streamProtocol(new Headers(headers), { protocol })).toBe(expected)
  })
})

describe('turnResponse', () => {
  it('answers with the UI message stream when nothing else is asked for', async () => {
    const response = turnResponse(someLog(), { threadId: 'thread' })
    expect(response.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1')
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('x-skein-thread-id')).toBe('thread')
    expect(await response.text()).toContain('data: {"type":"text-delta","id":"1","delta":"Hello"}')
  })

  it('answers with the data stream protocol v1', async () => {
    const response = turnResponse(someLog(), { protocol: 'data-v1' })
    expect(response.headers.get('x-vercel-ai-data-stream')).toBe('v1')
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform')
    expect(response.headers.get('x-skein-thread-id')).toBeNull()
    expect(await response.text()).toBe(
      'f:{"messageId":"answer"}\n0:"Hello"\ne:{"finishReason":"stop","isContinued":false}\nd:{"finishReason":"stop"}\n',
    )
  })
})
