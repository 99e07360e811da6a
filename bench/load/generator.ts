import { randomUUID } from 'node:crypto'
import { Agent, request, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { percentile } from '../measure/statistics.ts'
import { seededRandom } from '../measure/random.ts'
import { AnswerReader } from './answer-reader.ts'
import { expectedAnswer, toleranceMs, type LoadPlan, type LoadResult } from './load.ts'

const answerDeadlineMs = 120_000

type Question = { path: string; body: string; threadId: string | null }

function question({ dialect, model }: LoadPlan): Question {
  const text = 'Please say the words.'
  if (dialect === 'chat-completions') {
    const messages = [{ role: 'user', content: text }]
    return {
      path: '/pipe',
      body: JSON.stringify({ model, stream: true, messages }),
      threadId: null,
    }
  }
  const threadId = randomUUID()
  const message = { id: randomUUID(), role: 'user', parts: [{ type: 'text', text }] }
  const body = JSON.stringify({ id: threadId, message, model: `openrouter/${model}` })
  return { path: '/api/chat', body, threadId }
}

/** Runs a plan against a server and compares every answer with the one expected. */
async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true })
  const expected = expectedAnswer(plan.tokens)
  const intervalMs = plan.tokensPerSecond === null ? 0 : 1000 / plan.tokensPerSecond
  const lateness = new Float64Array(plan.streams * plan.answersPerStream * plan.tokens)
  const firstTokenMs: number[] = []
  const faults: string[] = []
  const threadIds: string[] = []
  let deliveredTokens = 0
  let tokensInTime = 0

  function readAnswer(response: IncomingMessage, startedAt: number): Promise<string | null> {
    let now = 0
    const reader = new AnswerReader({
      dialect: plan.dialect,
      expected,
      onToken(index) {
        const late = now - startedAt - index * intervalMs
        if (late <= toleranceMs) tokensInTime++
        lateness[deliveredTokens++] = late
      },
    })
    let hadText = false
    response.setEncoding('utf8')
    return new Promise((resolve) => {
      response.on('data', (text: string) => {
        now = performance.now()
        reader.push(text)
        if (hadText || !reader.hasText) return
        hadText = true
        firstTokenMs.push(now - startedAt)
      })
      response.once('error', (error) => resolve(error.message))
      response.once('end', () => resolve(reader.fault()))
    })
  }

  function ask({ path, body }: Question): Promise<string | null> {
    const startedAt = performance.now()
    return new Promise((resolve) => {
      const outgoing = request(
        plan.origin + path,
        {
          agent,
          method: 'POST',
          signal: AbortSignal.timeout(answerDeadlineMs),
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        (response) => resolve(readAnswer(response, startedAt)),
      )
      outgoing.once('error', (error) => resolve(error.message))
      outgoing.end(body)
    })
  }

  async function runStream(startAfterMs: number) {
    await pause(startAfterMs)
    for (let n = 0; n < plan.answersPerStream; n++) {
      const asked = question(plan)
      const fault = await ask(asked)
      if (asked.threadId) threadIds.push(asked.threadId)
      if (fault) faults.push(`${asked.threadId ?? 'answer'}: ${fault}`)
    }
  }

  const random = seededRandom(plan.seed)
  const startedAt = performance.now()
  const starts = Array.from({ length: plan.streams }, () => random() * plan.spreadMs)
  await Promise.all(starts.map(runStream))
  const wallMs = performance.now() - startedAt
  agent.destroy()
  const late = lateness.subarray(0, deliveredTokens)
  return {
    firstTokenMs,
    deliveredTokens,
    tokensInTime,
    latenessMs: {
      p50: percentile(late, 0.5),
      p95: percentile(late, 0.95),
      max: percentile(late, 1),
    },
    wallMs,
    faults,
    threadIds,
  }
}

// The whole program: a plan comes in, its result goes out.
process.once('message', async (plan: LoadPlan) => {
  const result = await runLoad(plan)
  process.send?.(result, () => process.disconnect())
})
