import { createHash } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { ApiError, Message } from './client'
import { backgroundOf, completionsOf, startPair, type Pair } from './start-pair'

type Segment = {
  kind: string
  role: string
  message_id: string | null
  summary_id: string | null
  text: string | null
  tokens: number
  cost: number | null
}

type Context = {
  model: string
  budget: { window: number; input: number; used: number; calibration: number }
  segments: Segment[]
  tokens: Record<string, number>
  omitted: { reason: string; messages: number }[]
  estimated_cost: number | null
}

type Ledger = Context & {
  attempts: { model: string; sha256: string; bytes: number; body: string | null }[]
  difference: {
    message_id: string
    added: number[]
    removed: Segment[]
    kept_tokens: number
  } | null
  usage: { input_tokens: number } | null
}

type Preview = Context & {
  error: { code: string } | null
  models: { model: string; fits: boolean; tokens: number; estimated_cost: number | null }[]
}

type Summary = {
  id: string
  content: string
  original_content: string | null
  predecessor_id: string | null
  last_message_id: string
  first_position: number
  last_position: number
  message_count: number
  total_message_count: number
  model: string
  prompt_version: string
  trigger: string
  tokens_before: number
  tokens_after: number
  in_force: boolean
  edited_at: string | null
}

type SummaryList = { data: Summary[]; failure: { code: string; last_message_id: string } | null }

const awkward =
  'She said: "it’s \\n a \\\\ backslash", 漢字 👩‍👩‍👧 \u2028 and a\ttab.\nNew line. {"role":"user"}'

/** What a client can do with one thread of a pair. */
function on(pair: Pair, thread: string) {
  const { client } = pair
  const at = `/api/threads/${thread}`
  const summaries = async () => (await client.ask<SummaryList>('GET', `${at}/summaries`)).body
  return {
    at,
    summaries,
    async say(content: string, model?: string): Promise<Message> {
      const { status, body } = await client.ask<Message>('POST', `${at}/messages`, {
        content,
        model,
      })
      expect(status, JSON.stringify(body)).toBe(201)
      return body
    },
    async regenerate(messageId: string) {
      const response = await client.openStream('/api/chat', {
        id: thread,
        trigger: 'regenerate-message',
        messageId,
      })
      expect(response.status).toBe(200)
      await response.text()
    },
    preview: async (draft: string) =>
      (await client.ask<Preview>('POST', `${at}/context`, { draft })).body,
    untilSummaries: (count: number) =>
      expect.poll(async () => (await summaries()).data.length).toBe(count),
    untilFailure: () => expect.poll(async () => (await summaries()).failure?.code).toBeTruthy(),
    ledger: async (id: string) =>
      (await client.ask<Ledger>('GET', `/api/messages/${id}/context?include=body`)).body,
  }
}

async function startThread(pair: Pair, body: Record<string, unknown> = {}) {
  const { id } = await pair.client.createThread({ model: 'sim/echo', ...body })
  return on(pair, id)
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test.describe('the context', () => {
  let pair: Pair
  test.beforeAll(async () => {
    pair = await startPair('context', {
      env: { DEFAULT_FALLBACK_MODELS: 'openrouter/openai/gpt-4o', SUMMARY_THRESHOLD: '20' },
    })
  })
  test.afterAll(() => pair.close())
  test.beforeEach(() => pair.upstream.clear())

  test('every request is rebuilt from the ledger byte for byte, through summaries, switches and fallbacks', async () => {
    const thread = await startThread(pair, { system_prompt: `Be brief. ${awkward}` })
    const answers: Message[] = []
    for (let n = 1; n <= 14; n++) {
      if (n === 4) answers.push(await thread.say('And this one falls back.', 'sim/error-503'))
      else if (n === 7) answers.push(await thread.say(`Another model ${awkward}`, 'openai/gpt-4o'))
      else answers.push(await thread.say(`Question ${n}: ${awkward}`))
      if (n === 10) await thread.untilSummaries(1)
    }
    await thread.regenerate(answers.at(-1)!.id)
    const messages = await pair.client.messages(thread.at.split('/').at(-1)!)
    const all = messages.filter(({ role }) => role === 'assistant')
    const recorded = completionsOf(pair.upstream).map(({ raw_body }) => raw_body)

    const sent: string[] = []
    for (const { id } of all) {
      const { attempts, segments } = await thread.ledger(id)
      for (const { body, sha256: digest, bytes } of attempts) {
        expect(body).not.toBeNull()
        expect(sha256(body!)).toBe(digest)
        expect(Buffer.byteLength(body!)).toBe(bytes)
        sent.push(body!)
      }
      // Every text of every segment is in the request, and in its order.
      let from = 0
      for (const { text } of segments) {
        const found = attempts.at(-1)!.body!.indexOf(JSON.stringify(text).slice(1, -1), from)
        expect(found, text ?? '').toBeGreaterThanOrEqual(from)
        from = found
      }
    }
    expect(sent).toEqual(recorded)
    expect(sent).toHaveLength(16)
  })

  test('the first summary stands after the twentieth message and is sent instead of what it covers', async () => {
    const thread = await startThread(pair)
    await thread.say('Hello, my name is Ada.')
    for (let n = 2; n <= 9; n++) await thread.say(`Tell me more about topic number ${n}, please.`)
    expect((await thread.summaries()).data).toEqual([])
    const twentieth = await thread.say('And topic ten?')
    await thread.untilSummaries(1)
    const [first] = (await thread.summaries()).data
    expect(first).toMatchObject({
      message_count: 20,
      total_message_count: 20,
      first_position: 1,
      last_position: 20,
      last_message_id: twentieth.id,
      predecessor_id: null,
      trigger: 'threshold',
      model: 'openrouter/openai/gpt-4o-mini',
      in_force: true,
    })
    expect(first!.content).toContain('Ada')
    expect(first!.tokens_after).toBeLessThan(first!.tokens_before)

    const next = await thread.say('What is my name?', 'openai/gpt-4o')
    expect(next.content).toBe('Your name is Ada.')
    const { segments, difference } = await thread.ledger(next.id)
    expect(segments.map(({ kind }) => kind)).toEqual([
      'summary',
      ...Array(4).fill('history'),
      'message',
    ])
    expect(segments[0]!.text).toBe(`Summary of earlier conversation: ${first!.content}`)
    expect(segments[0]!.summary_id).toBe(first!.id)
    expect(difference).toMatchObject({ message_id: twentieth.id })
    expect(difference!.removed.length).toBeGreaterThan(10)

    for (let n = 12; n <= 20; n++) await thread.say(`Topic ${n}?`)
    await thread.untilSummaries(2)
    const chain = (await thread.summaries()).data
    expect(chain.map(({ in_force }) => in_force)).toEqual([false, true])
    expect(chain[1]).toMatchObject({
      predecessor_id: first!.id,
      message_count: 20,
      total_message_count: 40,
      first_position: 21,
      last_position: 40,
    })
    expect(chain[1]!.content).toContain('Ada')
  })

  test('a preview shows what the next turn then sends, and compares the models', async () => {
    const thread = await startThread(pair, { system_prompt: 'Be brief.' })
    await thread.say('First question')
    const draft = 'Second question'
    const preview = await thread.preview(draft)
    const answer = await thread.say(draft)
    const ledger = await thread.ledger(answer.id)
    const texts = ({ segments }: Context) =>
      segments.map(({ kind, text, tokens }) => [kind, text, tokens])
    expect(texts(preview)).toEqual(texts(ledger))
    expect(preview.error).toBeNull()
    for (const { tokens, cost } of ledger.segments) expect(cost).toBeCloseTo(tokens / 1_000_000, 12)
    const here = preview.models.find(({ model }) => model === 'openrouter/sim/echo')
    expect(here?.fits).toBe(true)
    // Each segment is rounded up for itself.
    const rounding = preview.budget.used - (here?.tokens ?? 0)
    expect(rounding).toBeGreaterThanOrEqual(0)
    expect(rounding).toBeLessThanOrEqual(preview.segments.length)
    const paste = await thread.preview('word '.repeat(5000))
    const small = paste.models.find(({ model }) => model === 'openrouter/sim/small-window')
    expect(small?.fits).toBe(false)
  })

  test('a message that is too long for its model is refused before anything is sent', async () => {
    const thread = await startThread(pair, { model: 'sim/small-window' })
    const { status, body } = await pair.client.ask<ApiError>('POST', `${thread.at}/messages`, {
      content: 'word '.repeat(5000),
    })
    expect(status).toBe(422)
    expect(body.error.code).toBe('context_too_large')
    const preview = await thread.preview('word '.repeat(5000))
    expect(preview.error?.code).toBe('context_too_large')
    expect(preview.budget.used).toBeGreaterThan(preview.budget.input)
    expect(completionsOf(pair.upstream)).toEqual([])
    const shorter = await thread.say('A shorter one.')
    expect(shorter.status).toBe('completed')
  })

  test('a small window is never exceeded: a summary is written sooner, and what was dropped is listed', async () => {
    const thread = await startThread(pair, { model: 'sim/small-window' })
    let dropped = 0
    for (let n = 1; n <= 12; n++) {
      const answer = await thread.say(`Part ${n}: ${'some more words '.repeat(30)}`)
      expect(answer.status).toBe('completed')
      const { budget, omitted } = await thread.ledger(answer.id)
      expect(budget.used).toBeLessThanOrEqual(budget.input)
      dropped += omitted.filter(({ reason }) => reason === 'budget').length
    }
    await expect.poll(async () => (await thread.summaries()).data.length).toBeGreaterThan(0)
    const { data } = await thread.summaries()
    expect(data.some(({ trigger }) => trigger === 'budget')).toBe(true)
    expect(dropped).toBeGreaterThanOrEqual(0)
  })

  test('another answer within a summarised span falls back to the link before it', async () => {
    const thread = await startThread(pair)
    const answers: Message[] = []
    for (let n = 1; n <= 20; n++) {
      answers.push(await thread.say(`Question ${n} about nothing in particular`))
      if (n === 10 || n === 20) await thread.untilSummaries(n / 10)
    }
    const [first] = (await thread.summaries()).data
    await thread.regenerate(answers[14]!.id)
    expect((await thread.summaries()).data.map(({ id }) => id)).toEqual([first!.id])
    const last = await thread.say('And now?')
    const { segments } = await thread.ledger(last.id)
    expect(segments[0]!.summary_id).toBe(first!.id)
    // Messages 21 to 29, the other answer 30, and the question.
    expect(segments.filter(({ kind }) => kind !== 'summary')).toHaveLength(11)
  })

  test('a deleted message takes the summaries with it that tell of it', async () => {
    const thread = await startThread(pair)
    const secret = await thread.say('Hello, my name is Bertha.')
    for (let n = 2; n <= 10; n++) await thread.say(`Question ${n}`)
    await thread.untilSummaries(1)
    expect((await thread.summaries()).data[0]!.content).toContain('Bertha')
    const question = secret.parent_id!
    const { status } = await pair.client.ask('DELETE', `/api/messages/${question}`)
    expect(status).toBe(204)
    await pair.client.ask('DELETE', `/api/messages/${secret.id}`)
    expect((await thread.summaries()).data).toEqual([])
    const answer = await thread.say('What is my name?', 'openai/gpt-4o')
    expect(answer.content).toBe('I do not know your name.')
    const { segments } = await thread.ledger(secret.id).catch(() => ({ segments: [] as Segment[] }))
    expect(JSON.stringify(segments ?? [])).not.toContain('Bertha')
  })

  test('a summary can be edited, is sent as edited, and can be brought back', async () => {
    const thread = await startThread(pair)
    await thread.say('Hello, my name is Ada.')
    await thread.say('Tell me something that takes a few words to say.')
    const made = await pair.client.ask<Summary>('POST', `${thread.at}/summaries`, {})
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    expect(made.body).toMatchObject({ trigger: 'person', message_count: 4 })
    const again = await pair.client.ask<ApiError>('POST', `${thread.at}/summaries`, {})
    expect([again.status, again.body.error.code]).toEqual([409, 'nothing_to_summarise'])

    const path = `/api/summaries/${made.body.id}`
    const edited = await pair.client.ask<Summary>('PATCH', path, {
      content: 'The user’s name is Grace.',
    })
    expect(edited.body).toMatchObject({ original_content: made.body.content })
    const answer = await thread.say('Go on')
    expect((await thread.ledger(answer.id)).segments[0]!.text).toContain('Grace')
    const reverted = await pair.client.ask<Summary>('PATCH', path, { revert: true })
    expect(reverted.body).toMatchObject({ content: made.body.content, original_content: null })

    const next = await pair.client.ask<Summary>('POST', `${thread.at}/summaries`, {})
    expect(next.status).toBe(201)
    const stale = await pair.client.ask<ApiError>('PATCH', path, { content: 'Too late' })
    expect([stale.status, stale.body.error.code]).toEqual([409, 'summary_stale'])
  })

  for (const [model, code] of [
    ['sim/blank', 'summary_rejected'],
    ['sim/think-aloud', 'summary_rejected'],
    ['sim/tool-talk', 'summary_rejected'],
    ['sim/reasoning-only', 'summary_rejected'],
    ['sim/longer', 'summary_rejected'],
    ['sim/length', 'summary_rejected'],
    ['sim/content-filter', 'summary_rejected'],
  ] as const) {
    test(`a summary of ${model} is refused and changes nothing`, async () => {
      const thread = await startThread(pair)
      await thread.say('Hello, my name is Ada.')
      await thread.say('Tell me something that takes a few words to say.')
      const { status, body } = await pair.client.ask<ApiError>('POST', `${thread.at}/summaries`, {
        model,
      })
      expect([status, body.error.code]).toEqual([502, code])
      const { data, failure } = await thread.summaries()
      expect(data).toEqual([])
      expect(failure?.code).toBe(code)
      expect((await thread.say('Go on')).status).toBe('completed')
    })
  }
})

test.describe('a summary model that does not answer', () => {
  test('is followed by the thread’s own model', async () => {
    const pair = await startPair('summary-hang', {
      env: {
        SUMMARY_MODEL: 'openrouter/sim/hang',
        SUMMARY_THRESHOLD: '4',
        BACKGROUND_TIMEOUT: '5',
      },
    })
    try {
      const thread = await startThread(pair, { model: 'openai/gpt-4o' })
      await thread.say('Hello, my name is Ada.')
      await thread.say('Tell me something that takes a few words to say.')
      expect((await thread.say('Nobody waits for it.')).status).toBe('completed')
      expect((await thread.summaries()).data).toEqual([])
      await thread.untilSummaries(1)
      expect((await thread.summaries()).data[0]!.model).toBe('openrouter/openai/gpt-4o')
    } finally {
      await pair.close()
    }
  })

  for (const [what, script] of [
    ['writes more than it was given', { text: 'word '.repeat(900) }],
    ['dies half-way', { tokens: 20, dieAfterTokens: 5 }],
    ['thinks aloud', { text: '<think>Ada.</think> The user is Ada.' }],
    ['says nothing', { text: '' }],
  ] as const) {
    test(`leaves nothing but a note when it ${what}`, async () => {
      const cheap = 'openai/gpt-4o-mini'
      const pair = await startPair('summary-bad', {
        env: { SUMMARY_THRESHOLD: '4', TITLE_MODEL: 'none' },
      })
      try {
        // The thread's own model is the cheap one, so that nobody can stand in.
        const thread = await startThread(pair, { model: cheap })
        pair.upstream.script(cheap, [{ text: 'One.' }, { text: 'Two.' }, script])
        await thread.say('Hello, my name is Ada.')
        const answer = await thread.say('Tell me more.')
        await thread.untilFailure()
        const { data, failure } = await thread.summaries()
        expect(data).toEqual([])
        expect(failure?.last_message_id).toBe(answer.id)
        const messages = await pair.client.messages(thread.at.split('/').at(-1)!)
        expect(messages.map(({ status }) => status)).toEqual(Array(4).fill('completed'))
      } finally {
        await pair.close()
      }
    })
  }

  test('a server killed while it summarises writes one summary after its restart', async () => {
    const pair = await startPair('summary-killed', { env: { SUMMARY_THRESHOLD: '4' } })
    try {
      const cheap = 'openai/gpt-4o-mini'
      pair.upstream.script(cheap, { hang: true })
      const thread = await startThread(pair)
      await thread.say('Hello, my name is Ada.')
      await thread.say('Tell me something that takes a few words to say.')
      const isSummary = ({ raw_body }: { raw_body: string }) => raw_body.includes('Summarize the')
      await expect.poll(() => backgroundOf(pair.upstream).filter(isSummary).length).toBe(1)
      await pair.skein.kill('SIGKILL')
      pair.upstream.clear()
      await pair.skein.start()
      await thread.untilSummaries(1)
      const { data, failure } = await thread.summaries()
      expect(data).toMatchObject([{ message_count: 4, first_position: 1, last_position: 4 }])
      expect(failure).toBeNull()
    } finally {
      await pair.close()
    }
  })
})
