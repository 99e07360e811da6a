import { expect, test } from '@playwright/test'
import { writeEssay } from '../upstream/essay.ts'
import { readEvents, textOf, type ApiError, type Message, type Thread } from './client'
import { completionsOf, startPair, type Pair } from './start-pair'

// The five tests of the thread storage review, word for word; its commands post to /chat.
for (const address of ['/chat', '/api/chat']) {
  test.describe(`the thread storage review on ${address}`, () => {
    let pair: Pair
    test.beforeAll(async () => {
      // A title that is written late would change the list that the last test compares.
      pair = await startPair('seed-1', {
        env: { TITLE_MODEL: 'none' },
        upstream: { tokensPerSecond: 400 },
      })
    })
    test.afterAll(() => pair.close())
    test.beforeEach(() => pair.upstream.clear())

    const chat = async (body: unknown) => {
      const response = await pair.client.send('POST', address, body)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/event-stream')
      expect(response.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1')
      const reading = await readEvents(response)
      expect(reading.isDone).toBe(true)
      return reading.chunks
    }

    test('1: a message and its answer are stored', async () => {
      const { client } = pair
      const said = await chat({
        prompt: { role: 'user', content: 'Hello! What is 2+2?', id: 'msg-001' },
        threadId: 'test-thread-123',
        responseId: 'resp-001',
      })
      expect(textOf(said)).toBe('2+2 is 4.')
      const thread = await client.ask<Thread>('GET', '/api/threads/test-thread-123')
      expect(thread.status).toBe(200)
      expect(thread.body.external_id).toBe('test-thread-123')
      const messages = await client.messages('test-thread-123')
      expect(messages).toMatchObject([
        {
          sequence_number: 1,
          role: 'user',
          external_id: 'msg-001',
          content: 'Hello! What is 2+2?',
          status: 'completed',
          thread_id: thread.body.id,
        },
        {
          sequence_number: 2,
          role: 'assistant',
          external_id: 'resp-001',
          content: '2+2 is 4.',
          status: 'completed',
          parent_id: messages[0]?.id,
          thread_id: thread.body.id,
        },
      ])
    })

    test('2: the model knows what was said before', async () => {
      await chat({
        prompt: { role: 'user', content: 'My name is Alice', id: 'msg-101' },
        threadId: 'test-thread-456',
        responseId: 'resp-101',
      })
      const said = await chat({
        prompt: { role: 'user', content: 'What is my name?', id: 'msg-102' },
        threadId: 'test-thread-456',
        responseId: 'resp-102',
      })
      expect(textOf(said)).toContain('Alice')
      const messages = await pair.client.messages('test-thread-456')
      expect(messages.map(({ external_id }) => external_id)).toEqual([
        'msg-101',
        'resp-101',
        'msg-102',
        'resp-102',
      ])
      expect(messages.map(({ content }) => content)).toEqual([
        'My name is Alice',
        'Nice to meet you, Alice!',
        'What is my name?',
        'Your name is Alice.',
      ])
    })

    test('3: threads know nothing of each other', async () => {
      await chat({
        prompt: { role: 'user', content: 'I like pizza', id: 'a1' },
        threadId: 'thread-a',
        responseId: 'resp-a1',
      })
      await chat({
        prompt: { role: 'user', content: 'I like pasta', id: 'b1' },
        threadId: 'thread-b',
        responseId: 'resp-b1',
      })
      const said = await chat({
        prompt: { role: 'user', content: 'What do I like?', id: 'a2' },
        threadId: 'thread-a',
        responseId: 'resp-a2',
      })
      expect(textOf(said)).toBe('You like pizza.')
      expect(completionsOf(pair.upstream).at(-1)?.raw_body).not.toContain('pasta')
      expect(await pair.client.messages('thread-a')).toHaveLength(4)
      expect(await pair.client.messages('thread-b')).toHaveLength(2)
    })

    test('4: a long answer is stored as it was streamed, to its end', async () => {
      const said = await chat({
        prompt: {
          role: 'user',
          content: 'Write me a 500 word essay about Python programming',
          id: 'msg-201',
        },
        threadId: 'test-thread-789',
        responseId: 'resp-201',
      })
      const streamed = textOf(said)
      expect(said.filter(({ type }) => type === 'text-delta').length).toBeGreaterThan(10)
      const [, answer] = await pair.client.messages('test-thread-789')
      expect(answer?.external_id).toBe('resp-201')
      expect(answer?.content).toBe(streamed)
      expect(streamed).toBe(writeEssay({ topic: 'Python programming', words: 500 }))
      expect(streamed.split(/\s+/)).toHaveLength(500)
    })

    test('5: a missing and a null thread id are refused and leave nothing', async () => {
      const { client, upstream } = pair
      const before = await client.threads()
      for (const body of [
        { prompt: { role: 'user', content: 'Test', id: 'e1' }, responseId: 'resp-e1' },
        {
          prompt: { role: 'user', content: 'Test', id: 'e2' },
          threadId: null,
          responseId: 'resp-e2',
        },
      ]) {
        const refusal = await client.ask<ApiError>('POST', address, body)
        expect(refusal.status).toBe(422)
        expect(refusal.body.error.code).toBe('validation_failed')
        expect(refusal.body.error.fields?.map(({ path }) => path)).toEqual(['threadId'])
        expect(refusal.body.error.request_id).toBe(refusal.headers.get('x-request-id'))
      }
      expect(await client.threads()).toEqual(before)
      expect(completionsOf(upstream)).toEqual([])
      const well = await client.ask('GET', '/api/health/ready')
      expect(well.status).toBe(200)
    })
  })
}

test.describe('the dialogue of the multi-agent chat', () => {
  let pair: Pair
  test.beforeAll(async () => {
    pair = await startPair('seed-0')
  })
  test.afterAll(() => pair.close())

  test('two models answer in one thread, each knowing what was said before', async () => {
    const { client, upstream } = pair
    const created = await client.ask<Thread>('POST', '/api/threads', {
      title: 'Live Test',
      system_prompt: 'You are a concise assistant.',
      model: 'anthropic/claude-3.5-sonnet',
    })
    expect(created.status).toBe(201)
    const claude = 'openrouter/anthropic/claude-3.5-sonnet'
    const gpt4o = 'openrouter/openai/gpt-4o'
    expect(created.body).toMatchObject({
      title: 'Live Test',
      system_prompt: 'You are a concise assistant.',
      model: claude,
      active_model: claude,
      current_model: claude,
    })
    const path = `/api/threads/${created.body.id}`
    const say = (content: string) => client.ask<Message>('POST', `${path}/messages`, { content })

    const capital = await say('What is the capital of France?')
    expect(capital.status).toBe(201)
    expect(capital.body).toMatchObject({
      role: 'assistant',
      content: 'Paris is the capital city of France.',
      model_used: claude,
      status: 'completed',
    })

    const switched = await client.ask<Thread>('PATCH', path, { model: 'openai/gpt-4o' })
    expect(switched.status).toBe(200)
    expect(switched.body.active_model).toBe(gpt4o)
    const population = await say('What is its population?')
    expect(population.body).toMatchObject({
      content: 'approximately 2.1 million people',
      model_used: gpt4o,
    })

    await client.ask('PATCH', path, { model: 'anthropic/claude-3.5-sonnet' })
    const landmarks = await say('Name 3 famous landmarks there.')
    expect(landmarks.body).toMatchObject({
      content: 'Eiffel Tower, Notre-Dame, Louvre',
      model_used: claude,
    })

    const messages = await client.messages(created.body.id)
    expect(messages.map(({ role, content, model_used }) => [role, model_used, content])).toEqual([
      ['user', null, 'What is the capital of France?'],
      ['assistant', claude, 'Paris is the capital city of France.'],
      ['user', null, 'What is its population?'],
      ['assistant', gpt4o, 'approximately 2.1 million people'],
      ['user', null, 'Name 3 famous landmarks there.'],
      ['assistant', claude, 'Eiffel Tower, Notre-Dame, Louvre'],
    ])

    // OpenRouter takes the system prompt of Claude as content parts, for its prompt caching.
    const system = {
      role: 'system',
      content: [{ type: 'text', text: 'You are a concise assistant.' }],
    }
    const dialogue = messages.map(({ role, content }) => ({ role, content }))
    const sent = (model: string, count: number) =>
      JSON.stringify({
        model,
        messages: [system, ...dialogue.slice(0, count)],
        usage: { include: true },
        stream: true,
        stream_options: { include_usage: true },
      })
    expect(completionsOf(upstream).map(({ raw_body }) => raw_body)).toEqual([
      sent('anthropic/claude-3.5-sonnet', 1),
      sent('openai/gpt-4o', 3),
      sent('anthropic/claude-3.5-sonnet', 5),
    ])
  })
})
