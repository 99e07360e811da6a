import { test } from 'vitest'
import { mergeDeltas } from '@/lib/adapters/models/merge-deltas'
test('cpu', async () => {
  const enc = new TextEncoder()
  for (const kind of ['content', 'reasoning']) {
    const ev = (n: number) =>
      enc.encode(
        `data: ${JSON.stringify({ id: 'gen-1', provider: 'S', model: 'm', object: 'chat.completion.chunk', created: 1, choices: [{ index: 0, delta: kind === 'content' ? { role: 'assistant', content: ` w"${n}` } : { role: 'assistant', content: '', reasoning: ` w${n}`, reasoning_details: [{ type: 'reasoning.text', text: ` w${n}`, format: 'x', index: 0 }] }, finish_reason: null, native_finish_reason: null, logprobs: null }] })}\n\n`,
      )
    for (const run of [0, 1, 2]) {
      let n = 0
      const evs = Array.from({ length: 20000 }, (_, i) => ev(i))
      // one event per chunk: the worst case
      const src = () => {
        n = 0
        return new ReadableStream(
          {
            pull(c) {
              if (n >= 20000) c.close()
              else c.enqueue(evs[n++])
            },
          },
          { highWaterMark: 0 },
        )
      }
      let t = process.cpuUsage()
      const r0 = src().getReader()
      while (!(await r0.read()).done);
      const base = process.cpuUsage(t)
      t = process.cpuUsage()
      const res = await mergeDeltas(
        async () => new Response(src(), { headers: { 'content-type': 'text/event-stream' } }),
        { windowMs: () => 20 },
      )('x')
      let out = 0
      const r = res.body!.getReader()
      while (!(await r.read()).done) out++
      const u = process.cpuUsage(t)
      console.log(
        kind,
        'per 10k events ms: base',
        base.user / 2000,
        'with merge',
        u.user / 2000,
        'chunks out',
        out,
      )
    }
  }
})
