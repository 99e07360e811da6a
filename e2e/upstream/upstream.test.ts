import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { createOpenRouter } from '@openrouter/ai-sdk-provider'
import { generateText, jsonSchema, streamText, tool } from 'ai'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Upstream, type UpstreamScript, startUpstream } from './upstream.ts'

let upstream: Upstream

beforeAll(async () => {
  upstream = await startUpstream()
})
afterEach(() => upstream.clear())
afterAll(() => upstream.close())

interface Message {
  role: 'system' | 'user' | 'assistant' | 'tool'
  content: string
}

const user = (content: string): Message => ({ role: 'user', content })
const assistant = (content: string): Message => ({ role: 'assistant', content })

interface Asked {
  model?: string
  messages?: Message[]
  stream?: boolean
  script?: UpstreamScript
  [field: string]: unknown
}

function post({ script, ...body }: Asked, signal?: AbortSignal): Promise<Response> {
  return fetch(`${upstream.url}/chat/completions`, {
    method: 'POST',
    signal,
    headers: {
      authorization: 'Bearer any',
      'content-type': 'application/json',
      ...(script && { 'x-upstream-script': JSON.stringify(script) }),
    },
    body: JSON.stringify({
      model: 'openai/gpt-4o',
      messages: [user('Hi')],
      stream: true,
      ...body,
    }),
  })
}

/** The HTTP chunks of an answer; fetch would join those that it reads at once. */
async function httpChunks(model: string): Promise<Buffer[]> {
  const asking = request(`${upstream.url}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer any' },
  })
  asking.end(JSON.stringify({ model, messages: [user('Hi')], stream: true }))
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  const parts: Buffer[] = []
  response.on('data', (part: Buffer) => parts.push(part))
  await once(response, 'end')
  return parts
}

interface Chunk {
  id: string
  model: string
  error?: { code: number; message: string }
  usage?: Record<string, unknown>
  choices: {
    index: number
    finish_reason: string | null
    delta: { content?: string | null; tool_calls?: { index: number }[] }
  }[]
}

function events(body: string): string[] {
  return body
    .split('\n\n')
    .filter((event) => event.startsWith('data: '))
    .map((event) => event.slice('data: '.length))
}

function chunks(body: string): Chunk[] {
  return events(body)
    .filter((event) => event !== '[DONE]')
    .map((event) => JSON.parse(event) as Chunk)
}

function said(body: string, index = 0): string {
  return chunks(body)
    .flatMap((chunk) => chunk.choices)
    .filter((choice) => choice.index === index)
    .map((choice) => choice.delta.content ?? '')
    .join('')
}

/** The body as far as it comes, and whether the connection broke. */
async function readToBreak(response: Response): Promise<{ body: string; isBroken: boolean }> {
  const decoder = new TextDecoder()
  let body = ''
  try {
    for await (const part of response.body!) body += decoder.decode(part, { stream: true })
    return { body, isBroken: false }
  } catch {
    return { body, isBroken: true }
  }
}

async function ask(messages: Message[], model = 'openai/gpt-4o'): Promise<string> {
  const response = await post({ messages, model, stream: false })
  const body = (await response.json()) as { choices: { message: { content: string } }[] }
  return body.choices[0]!.message.content
}

function words(count: number): string {
  return Array.from({ length: count }, (_, n) => `w${n}`).join(' ')
}

describe('the wire of a streamed answer', () => {
  it('says every word once and in order, then finish reason, usage and [DONE]', async () => {
    const response = await post({ model: 'sim/tokens-1000' })
    const body = await response.text()

    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(said(body)).toBe(words(1000))
    expect(events(body).at(-1)).toBe('[DONE]')
    const [finish, account] = chunks(body).slice(-2)
    expect(finish).toMatchObject({ choices: [{ finish_reason: 'stop' }] })
    expect(account).toMatchObject({
      id: response.headers.get('x-generation-id'),
      object: 'chat.completion.chunk',
      model: 'sim/tokens-1000',
      choices: [],
      usage: {
        prompt_tokens: 5,
        completion_tokens: 1000,
        total_tokens: 1005,
        cost: 0.002005,
        prompt_tokens_details: { cached_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 0 },
      },
    })
  })

  it('keeps the pace that is asked for', async () => {
    const started = performance.now()
    const body = await (await post({ model: 'sim/tokens-30@100' })).text()
    const took = performance.now() - started

    expect(said(body)).toBe(words(30))
    expect(took).toBeGreaterThan(285)
    expect(took).toBeLessThan(1500)
  })

  it('sends comments and waits before the first token', async () => {
    const started = performance.now()
    const script = { text: 'late', firstTokenDelayMs: 120, comments: 3 }
    const body = await (await post({ script })).text()

    expect(performance.now() - started).toBeGreaterThan(115)
    expect(body.startsWith(': OPENROUTER PROCESSING\n\n'.repeat(3) + 'data: ')).toBe(true)
  })

  it('cuts events and characters where it is told to', async () => {
    upstream.script('acme/split', { text: 'Zürich 👩‍👩‍👧 end', splitBytes: 1 })
    const parts = await httpChunks('acme/split')

    expect(Math.max(...parts.map((part) => part.length))).toBe(1)
    expect(said(Buffer.concat(parts).toString())).toBe('Zürich 👩‍👩‍👧 end')
  })

  it('interleaves several choices', async () => {
    const body = await (await post({ model: 'sim/choices' })).text()

    expect([0, 1, 2].map((index) => said(body, index))).toEqual([
      'a0 a1 a2',
      'b0 b1 b2',
      'c0 c1 c2',
    ])
    const order = chunks(body).flatMap((chunk) => chunk.choices.map((choice) => choice.index))
    expect(order.slice(0, 4)).toEqual([0, 1, 2, 0])
  })

  it('stops at max_tokens with the finish reason length', async () => {
    const body = await (await post({ model: 'sim/tokens-50', max_tokens: 7 })).text()

    expect(said(body)).toBe(words(7))
    expect(chunks(body).at(-2)?.choices[0]?.finish_reason).toBe('length')
  })

  it('reports an error in mid-stream under HTTP 200 and says nothing after it', async () => {
    const response = await post({ model: 'sim/mid-stream-error?after=3' })
    const body = await response.text()

    expect(response.status).toBe(200)
    expect(said(body)).toBe(words(3))
    expect(chunks(body).at(-1)).toMatchObject({
      error: { code: 502, message: 'Provider returned error' },
      choices: [{ finish_reason: 'error' }],
    })
    expect(events(body)).not.toContain('[DONE]')
  })

  it('ends a truncated answer properly, without finish reason, usage and [DONE]', async () => {
    const { body, isBroken } = await readToBreak(await post({ model: 'sim/truncated?after=4' }))

    expect(isBroken).toBe(false)
    expect(chunks(body)).toHaveLength(4)
    expect(chunks(body).every((chunk) => chunk.choices[0]?.finish_reason === null)).toBe(true)
  })

  it('breaks the connection of a dying answer after all its tokens', async () => {
    const { body, isBroken } = await readToBreak(
      await post({ model: 'sim/dies?after=300&tokens=400' }),
    )

    expect(isBroken).toBe(true)
    expect(said(body)).toBe(words(300))
  })

  it('sends not one event in an empty stream', async () => {
    const response = await post({ model: 'sim/empty' })

    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })

  it('waits where it is held until it is released', async () => {
    const response = await post({ model: 'sim/held?after=3&tokens=6' })
    const held = await upstream.waitFor((request) => request.tokens_sent === 3)
    expect(held.finished).toBe(false)

    expect(upstream.release('sim/held?after=3&tokens=6')).toBe(1)
    expect(said(await response.text())).toBe(words(6))
    expect(held.finished).toBe(true)
  })

  it('holds an answer in one piece before it begins', async () => {
    const script = { text: 'Late', holdAfterTokens: 0 }
    let isThere = false
    const answer = post({ stream: false, script }).finally(() => (isThere = true))
    await vi.waitUntil(() => upstream.requests().length > 0)
    expect(isThere).toBe(false)
    await vi.waitUntil(() => upstream.release('openai/gpt-4o') === 1)
    expect(await (await answer).text()).toContain('"Late"')
    expect(upstream.release()).toBe(0)
  })
})

describe('what a client does', () => {
  it.each([
    ['sim/hang', 0],
    ['sim/silent?after=2', 2],
    ['sim/tokens-1000@50', 1],
  ])('is seen to leave %s', async (model, tokens) => {
    const leaving = new AbortController()
    const answering = post({ model }, leaving.signal).catch(() => null)
    await upstream.waitFor((request) => request.model === model && request.tokens_sent >= tokens)
    leaving.abort()

    const left = await upstream.waitFor((request) => request.closed)
    expect(left).toMatchObject({ model, finished: false })
    expect(left.first_byte_at === null).toBe(tokens === 0)
    await answering
  })

  it('is recorded byte for byte', async () => {
    const raw =
      '{ "model":"sim/echo",\n"messages":[{"role":"user","content":"Gr\\u00fc\\u00dfe 𝄞"}] }'
    await fetch(`${upstream.origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer secret-key' },
      body: raw,
    })

    const [request, ...others] = upstream.requests()
    expect(others).toEqual([])
    expect(request).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      raw_body: raw,
      body: { model: 'sim/echo' },
      status: 200,
      finished: true,
      closed: false,
    })
    expect(request?.headers.authorization).toBe('Bearer secret-key')
    expect(request!.first_byte_at!).toBeGreaterThanOrEqual(request!.received_at)
  })

  it('leaves no trace when recording is off', async () => {
    const quiet = await startUpstream({ record: false })
    await fetch(`${quiet.url}/models`)
    expect(quiet.requests()).toEqual([])
    await quiet.close()
  })
})

describe('a refused request', () => {
  it('needs a key that is known', async () => {
    const body = JSON.stringify({ model: 'sim/echo', messages: [user('Hi')] })
    const url = `${upstream.url}/chat/completions`
    const bare = await fetch(url, { method: 'POST', body })
    const wrong = await fetch(url, {
      method: 'POST',
      body,
      headers: { authorization: 'Bearer invalid' },
    })

    expect([bare.status, wrong.status]).toEqual([401, 401])
    expect(await bare.json()).toEqual({
      error: { message: 'Missing Authentication header', code: 401 },
    })
  })

  it.each([
    ['{"model":', 'Invalid JSON'],
    ['[]', 'Invalid JSON'],
    ['{"messages":[{"role":"user","content":"Hi"}]}', 'No models provided'],
    ['{"model":"openai/gpt-4o"}', 'Input required'],
    ['{"model":"openai/gpt-4o","messages":[{"content":"Hi"}]}', 'Invalid input'],
    ['{"model":"sim/nonsense","messages":[{"role":"user"}]}', 'not a valid model ID'],
  ])('%s gets 400', async (body, message) => {
    const response = await fetch(`${upstream.url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer any' },
      body,
    })

    expect(response.status).toBe(400)
    const { error } = (await response.json()) as { error: { code: number; message: string } }
    expect(error).toMatchObject({ code: 400, message: expect.stringContaining(message) })
  })

  it('says when to come back', async () => {
    const response = await post({ model: 'sim/error-429?retryAfter=7' })

    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('7')
    expect(await response.json()).toEqual({
      error: {
        code: 429,
        message: 'This model is temporarily rate-limited upstream.',
        metadata: { provider_name: 'Simulator' },
      },
    })
  })

  it('fails as often as it is told, then succeeds', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 4; n++) {
      statuses.push((await post({ model: 'sim/flaky?failTimes=2', stream: false })).status)
    }
    expect(statuses).toEqual([503, 503, 200, 200])
  })

  it('goes to the next model of the list', async () => {
    const response = await post({ model: 'sim/error-503', models: ['sim/tokens-2'] })
    const body = await response.text()

    expect(chunks(body)[0]?.model).toBe('sim/tokens-2')
    expect(upstream.requests()[0]?.model).toBe('sim/tokens-2')
  })

  it('is one that does not fit the window', async () => {
    const long = user('word '.repeat(2000))
    const refused = await post({ model: 'sim/small-window', messages: [long] })
    const { error } = (await refused.json()) as { error: { message: string } }

    expect(refused.status).toBe(400)
    expect(error.message).toContain('maximum context length is 2000 tokens')
    expect((await post({ model: 'sim/small-window' })).status).toBe(200)
  })
})

describe('scripts', () => {
  it('are registered at runtime and followed in order', async () => {
    const registered = await fetch(`${upstream.origin}/__upstream/scripts`, {
      method: 'POST',
      body: JSON.stringify({ model: 'acme/one', script: [{ text: 'first' }, { text: 'then' }] }),
    })
    expect(registered.status).toBe(201)

    const answers = [user('a'), user('b'), user('c')].map((message) => [message])
    const heard: string[] = []
    for (const messages of answers) heard.push(await ask(messages, 'acme/one'))
    expect(heard).toEqual(['first', 'then', 'then'])
  })

  it('with a typo are refused', async () => {
    const response = await post({ script: { tokenz: 3 } as UpstreamScript })

    expect(response.status).toBe(400)
    expect(await response.text()).toContain('unknown script fields: tokenz')
  })
})

describe('a conversation', () => {
  const france = [
    user('What is the capital of France?'),
    assistant('Paris is the capital city of France.'),
  ]

  it('goes on where the history was sent', async () => {
    expect(await ask(france.slice(0, 1))).toBe('Paris is the capital city of France.')
    expect(await ask([...france, user('What is its population?')])).toBe(
      'approximately 2.1 million people',
    )
    expect(await ask([...france, user('Name 3 famous landmarks there.')])).toBe(
      'Eiffel Tower, Notre-Dame, Louvre',
    )
  })

  it('is lost where the history is missing', async () => {
    expect(await ask([user('What is its population?')])).toBe('I do not know what you refer to.')
    expect(await ask([user('What is my name?')])).toBe('I do not know your name.')
    expect(await ask([user('What do I like?')])).toBe('I do not know what you like.')
  })

  it('remembers a name and likes', async () => {
    const alice = [user('My name is Alice'), assistant('Nice to meet you, Alice!')]
    expect(await ask(alice.slice(0, 1))).toBe('Nice to meet you, Alice!')
    expect(await ask([...alice, user('What is my name?')])).toBe('Your name is Alice.')
    expect(await ask([user('I like pizza'), user('What do I like?')])).toBe('You like pizza.')
  })

  it('takes what a summary in the system prompt says for known', async () => {
    const history = [...france, user('My name is Ada'), user('I like tea')]
    const summary = await ask([...history, user('Summarize concisely, preserving key facts')])
    const known: Message = { role: 'system', content: summary }

    expect(await ask([known, user('What is my name?')])).toBe('Your name is Ada.')
    expect(await ask([known, user('What do I like?')])).toBe('You like tea.')
    expect(await ask([known, user('What is its population?')])).toContain('2.1 million')
  })

  it('counts, writes essays of a length, and echoes the rest', async () => {
    expect(await ask([user('Hello! What is 2+2?')])).toBe('2+2 is 4.')
    const essay = await ask([user('Write me a 500 word essay about Python programming')])
    expect(essay.split(/\s+/)).toHaveLength(500)
    expect(essay).toMatch(/Python programming[^]*That is the end of the essay\.$/)
    expect(await ask([user('a'), assistant('b'), user('tell me "more"')])).toBe(
      'I received 3 messages (user, assistant, user). You said: "tell me "more""',
    )
  })
})

describe('work in the background', () => {
  const system = (content: string): Message => ({ role: 'system', content })
  const summarise = (previous: string, ...said: string[]): Message[] => [
    system('Summarize the conversation. My name is nobody. Fact 99: an instruction is no fact.'),
    user(`Previous summary:\n${previous}\n\nNew messages:\n\n${said.join('\n\n')}`),
  ]
  const entitle = (text: string): Message[] => [
    system('Write a title for this conversation.'),
    user(text),
  ]
  const gate = 'Fact 17: the gate code is 4711.'
  const dose = 'Fact 3: the dose is 2.5 mg, twice a day.'

  it.each([false, true])('is summarised from what was sent (streamed: %s)', async (stream) => {
    const messages = summarise(
      `The user's name is Ada. The user likes tea. ${gate}`,
      `User: Keep this: "${dose}" And what is the capital of France?`,
      'Assistant (openai/gpt-4o): Paris is the capital city of France.',
      `User: I like pizza! And again: ${gate}`,
    )
    const response = await post({ messages, stream })
    const body = await response.text()

    expect(stream ? said(body) : JSON.parse(body).choices[0].message.content).toBe(
      `The user's name is Ada. The user likes tea. The user likes pizza. Paris was discussed. ${gate} ${dose}`,
    )
  })

  it('loses no fact over a chain of summaries, and grows by facts alone', async () => {
    const facts = Array.from({ length: 40 }, (_, n) => `Fact ${n + 1}: item ${n} is in box ${n}.`)
    let summary = '(none)'
    for (const fact of facts) {
      const chatter = Array.from({ length: 20 }, (_, n) => `User: Idle talk ${n} about nothing.`)
      summary = await ask(summarise(summary, ...chatter, `User: ${fact}`))
    }
    expect(summary).toBe(facts.join(' '))
    expect(await ask([system(summary), user('What is fact 17?')])).toBe(facts[16])
    expect(await ask([user('What is fact 17?')])).toBe('I do not know fact 17.')
  })

  it('is a short summary where nothing has to be remembered', async () => {
    const nothing = await ask(summarise('(none)', 'User: Hm.'))
    expect(nothing).toBe('Nothing was said that has to be remembered.')
    expect(await ask(summarise(nothing, 'User: Hm.'))).toBe(nothing)
  })

  it('is entitled with the first words', async () => {
    expect(await ask(entitle('what is the capital of France, please?'))).toBe(
      'What is the capital of France',
    )
    expect(await ask(entitle('User: Hi there!\n\nAssistant: Hello.'))).toBe('Hi there')
  })

  it.each([false, true])('is done badly where that is asked for (streamed: %s)', async (stream) => {
    const texts = ['User: I like tea.', 'User: I like coffee.']
    const messages = summarise('(none)', ...texts)
    const told = messages[1]!.content
    const heard = async (model: string, asked = messages) => {
      const body = await (await post({ model, messages: asked, stream })).text()
      return stream ? said(body) : JSON.parse(body).choices[0].message.content
    }
    const summary = 'The user likes tea. The user likes coffee.'

    expect((await heard('sim/longer')).length).toBeGreaterThan(2 * told.length)
    expect(await heard('sim/think-aloud')).toMatch(/^<think>[^]*<\/think>\s+The user likes tea/)
    expect(await heard('sim/tool-talk')).toMatch(/^<tool_call>[^]*<\/tool_call>\s+The user/)
    expect(await heard('sim/reasoning-only')).toBe(stream ? '' : null)
    expect(await heard('sim/messy-title', entitle('Hello there'))).toMatch(
      /^## \*\*"Hello there"\*\*\n\n[^]*\n- _Hello there/,
    )
    expect(await heard('openai/gpt-4o-mini')).toBe(summary)
  })

  it('comes back with an empty body', async () => {
    const response = await post({
      model: 'sim/empty',
      messages: summarise('(none)'),
      stream: false,
    })
    expect([response.status, await response.text()]).toEqual([200, ''])
  })
})

describe('the other endpoints', () => {
  it.each(['/api/v1', '/v1', ''])('lists models under %s', async (base) => {
    const response = await fetch(`${upstream.origin}${base}/models`)
    const { data } = (await response.json()) as { data: { id: string }[] }

    expect(data.find((model) => model.id === 'openai/gpt-4o')).toMatchObject({
      context_length: 128_000,
      pricing: { prompt: '0.0000025', completion: '0.00001' },
      top_provider: { max_completion_tokens: 16_384 },
    })
    expect(data.map((model) => model.id)).toContain('sim/mid-stream-error')
  })

  it('answers every simulated model it lists', async () => {
    const { data } = (await (await fetch(`${upstream.url}/models`)).json()) as {
      data: { id: string }[]
    }
    const simulated = data.map((model) => model.id).filter((id) => id.startsWith('sim/'))
    const quick = simulated.filter((id) => !/slow|held|silent|hang|@/.test(id))
    const answers = await Promise.all(
      quick.map(async (model) => {
        const response = await post({ model })
        await readToBreak(response)
        return [model, response.status] as const
      }),
    )
    const expected = quick.map((model) => [
      model,
      Number(/error-(\d+)/.exec(model)?.[1] ?? (model === 'sim/flaky' ? 503 : 200)),
    ])
    expect(answers).toEqual(expected)
  })

  it('embeds texts that share words near each other', async () => {
    const response = await fetch(`${upstream.url}/embeddings`, {
      method: 'POST',
      headers: { authorization: 'Bearer any' },
      body: JSON.stringify({
        model: 'openai/text-embedding-3-small',
        input: ['the cat sat', 'the cat slept', 'quarterly revenue report'],
      }),
    })
    const { data } = (await response.json()) as { data: { embedding: number[] }[] }
    const [sat, slept, report] = data.map((each) => each.embedding)
    const product = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)

    expect(product(sat!, sat!)).toBeCloseTo(1)
    expect(product(sat!, slept!)).toBeGreaterThan(product(sat!, report!))
  })

  it('shows and clears the recorded requests', async () => {
    const requests = `${upstream.origin}/__upstream/requests`
    const list = async () => (await (await fetch(requests)).json()) as { data: unknown[] }
    await ask([user('Hi')])

    expect((await list()).data).toHaveLength(1)
    await fetch(requests, { method: 'DELETE' })
    expect((await list()).data).toEqual([])
  })
})

describe('the real provider package', () => {
  const chat = (model: string) =>
    createOpenRouter({ apiKey: 'any', baseURL: upstream.url }).chat(model)

  it('streams text with usage and cost', async () => {
    const result = streamText({ model: chat('sim/tokens-40'), prompt: 'Hi' })

    expect(await result.text).toBe(words(40))
    expect(await result.finishReason).toBe('stop')
    const { providerMetadata, response } = await result.finalStep
    expect(response.modelId).toBe('sim/tokens-40')
    expect(providerMetadata).toMatchObject({
      openrouter: { provider: 'Simulator', usage: { completionTokens: 40, cost: 0.000085 } },
    })
  })

  it('generates text at once, and reads characters cut in two', async () => {
    const whole = await generateText({ model: chat('sim/unicode'), prompt: 'Hi' })
    const streamed = streamText({ model: chat('sim/unicode'), prompt: 'Hi' })

    expect(whole.text).toMatch(/^Grüße.*👩‍👩‍👧‍👦.*End\.$/)
    expect(await streamed.text).toBe(whole.text)
  })

  it('reads reasoning with its signature', async () => {
    const result = streamText({ model: chat('sim/reasoning'), prompt: 'What is 3*4?' })

    expect(await result.text).toBe('3*4 is 12.')
    expect(await result.finalStep.then((step) => step.reasoningText)).toMatch(
      /^Let me think.*do\.$/,
    )
    const { providerMetadata } = await result.finalStep
    expect(JSON.stringify(providerMetadata)).toContain('c2lnbmF0dXJlLW9mLXRoZS1zaW11bGF0b3I=')
  })

  it('reads cited pages and images, streamed and at once', async () => {
    const script = {
      text: 'See there.',
      sources: [{ url: 'https://example.org/', title: 'Example', content: 'quoted' }],
      images: ['data:image/png;base64,iVBORw0KGgo='],
    }
    upstream.script('openai/gpt-4o', script)
    const asked = { model: chat('openai/gpt-4o'), prompt: 'Hi' }
    const streamed = streamText(asked)
    const whole = await generateText(asked)

    expect([await streamed.text, whole.text]).toEqual([script.text, script.text])
    for (const sources of [await streamed.sources, whole.sources]) {
      expect(sources).toMatchObject([{ url: 'https://example.org/', title: 'Example' }])
    }
    for (const files of [await streamed.files, whole.files]) {
      expect(files).toMatchObject([{ mediaType: 'image/png', base64: 'iVBORw0KGgo=' }])
    }
  })

  it.each([
    ['sim/tools', ['Paris']],
    ['sim/tools-parallel', ['Paris', 'Rome']],
  ])('calls the tools of %s', async (model, cities) => {
    const weather = tool({
      inputSchema: jsonSchema<{ city: string }>({
        type: 'object',
        properties: { city: { type: 'string' } },
      }),
    })
    const result = streamText({ model: chat(model), prompt: 'Hi', tools: { get_weather: weather } })

    const calls = await result.toolCalls
    expect(calls.map((call) => (call.input as { city: string }).city).sort()).toEqual(cities)
    expect(await result.finishReason).toBe('tool-calls')
  })

  it('reports the tool result it was given', async () => {
    const weather = tool({
      inputSchema: jsonSchema<{ city: string }>({ type: 'object' }),
      execute: ({ city }) => `rain in ${city}`,
    })
    const result = streamText({
      model: chat('sim/tools'),
      prompt: 'Hi',
      tools: { get_weather: weather },
      stopWhen: ({ steps }) => steps.length === 2,
    })
    expect(await result.text).toContain('rain in Paris')
  })

  async function partsOf(model: string) {
    const result = streamText({
      model: chat(model),
      prompt: 'Hi',
      maxRetries: 0,
      onError: () => {},
    })
    const parts = await Array.fromAsync(result.stream)
    const text = parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('')
    const errors = parts.flatMap((part) => (part.type === 'error' ? [part.error] : []))
    const finish = parts.find((part) => part.type === 'finish')
    return { text, errors, finishReason: finish?.finishReason }
  }

  it('throws on an error status', async () => {
    const { errors } = await partsOf('sim/error-402')
    expect(errors).toMatchObject([
      { statusCode: 402, message: expect.stringMatching(/Insufficient/) },
    ])
  })

  it('reports an error in mid-stream after the text', async () => {
    const { text, errors } = await partsOf('sim/mid-stream-error')
    expect(text).toBe(words(5))
    expect(errors).toMatchObject([{ code: 502, message: 'Provider returned error' }])
  })

  it('takes a truncated answer for a finish of an unknown kind', async () => {
    expect(await partsOf('sim/truncated')).toEqual({
      text: words(5),
      errors: [],
      finishReason: 'other',
    })
  })

  it('reports a connection that dies', async () => {
    const { text, errors } = await partsOf('sim/dies')
    expect(text).toBe(words(5))
    expect(errors).toHaveLength(1)
  })

  it('closes the connection when it is aborted', async () => {
    const leaving = new AbortController()
    const result = streamText({
      model: chat('sim/silent?after=1'),
      prompt: 'Hi',
      abortSignal: leaving.signal,
    })
    const reading = result.consumeStream()
    await upstream.waitFor((request) => request.tokens_sent === 1)
    leaving.abort()

    expect((await upstream.waitFor((request) => request.closed)).finished).toBe(false)
    await reading
  })
})
