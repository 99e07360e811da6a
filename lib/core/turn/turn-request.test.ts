import { describe, expect, it } from 'vitest'

import { SkeinError } from '@/lib/core/errors'
import { parseChatBody } from '@/lib/core/turn/turn-request'

const refusal = (body: unknown) => {
  try {
    parseChatBody(body, null)
  } catch (error) {
    if (error instanceof SkeinError)
      return { code: error.code, fields: error.fields?.map((f) => f.path) }
    throw error
  }
  return null
}

describe('parseChatBody', () => {
  it('reads the newest user message of the AI SDK’s body', () => {
    const request = parseChatBody(
      {
        id: 't',
        messages: [
          { id: 'a', role: 'user', parts: [{ type: 'text', text: 'old' }] },
          { id: 'b', role: 'user', parts: [{ type: 'text', text: 'new' }] },
          { id: 'c', role: 'assistant', parts: [] },
        ],
        selectedChatModel: 'x/y',
        selectedVisibilityType: 'public',
      },
      null,
    )
    expect(request).toEqual({
      threadId: 't',
      createsThread: true,
      question: { parts: [{ type: 'text', text: 'new' }], externalId: 'b', metadata: {} },
      answerExternalId: null,
      model: 'x/y',
      visibility: 'public',
      key: 'b',
    })
  })

  it('reads plain content, and prefers the Idempotency-Key', () => {
    const request = parseChatBody({ message: { role: 'user', content: 'Hi' } }, 'k')
    expect(request).toMatchObject({
      threadId: null,
      key: 'k',
      question: { parts: [{ text: 'Hi' }] },
    })
  })

  it('reads the prompt shape', () => {
    const request = parseChatBody(
      { prompt: { role: 'user', content: 'Hi', id: 'p' }, threadId: 'thread-a', responseId: 'r' },
      null,
    )
    expect(request).toMatchObject({ threadId: 'thread-a', answerExternalId: 'r', key: 'p' })
  })

  it('reads a wish to regenerate', () => {
    const request = parseChatBody({ id: 't', trigger: 'regenerate-message', messageId: 'm' }, null)
    expect(request).toMatchObject({
      question: { regenerates: 'm' },
      createsThread: false,
      key: null,
    })
  })

  it('takes the newest question for the one to answer again when none is named', () => {
    const messages = [
      { role: 'user', id: 'q1' },
      { role: 'user', id: 'q2' },
      { role: 'assistant', id: 'a2' },
    ]
    const request = parseChatBody({ id: 't', trigger: 'regenerate-message', messages }, null)
    expect(request.question).toEqual({ regenerates: 'q2' })
  })

  it('reads a message that takes the place of another, by its own id or by the one that it had', () => {
    const other = { role: 'user', id: 'new', content: 'x' }
    expect(parseChatBody({ id: 't', message: other, messageId: 'old' }, null)).toMatchObject({
      place: { replaces: 'old' },
      createsThread: false,
      key: 'new',
    })
    const messages = [{ role: 'user', id: 'old', content: 'x' }]
    expect(parseChatBody({ id: 't', messages, messageId: 'old' }, null)).toMatchObject({
      place: { replaces: 'old' },
      key: null,
    })
    expect(parseChatBody({ id: 't', messages, messageId: 'an answer' }, null).place).toBeUndefined()
  })

  it('reads several models that are asked side by side', () => {
    const message = { role: 'user', content: 'x' }
    expect(parseChatBody({ message, models: ['a/b', 'c/d', 'e/f'] }, null)).toMatchObject({
      model: 'a/b',
      others: ['c/d', 'e/f'],
    })
  })

  it.each([
    [null, ['']],
    [[], ['']],
    [{}, ['message']],
    [{ message: { role: 'user' } }, ['message.parts']],
    [{ message: { role: 'assistant', content: 'x' } }, ['message.role']],
    [{ message: { role: 'user', content: '  ' } }, ['message.content']],
    [{ message: { role: 'user', content: 'a\u0000b' } }, ['message.content']],
    [{ message: { role: 'user', content: '\ud800' } }, ['message.content']],
    [{ message: { role: 'user', parts: [{ type: 'file', text: 'x' }] } }, ['message.parts.0.url']],
    [
      { message: { role: 'user', content: 'x', experimental_attachments: [{ url: 'data:,x' }] } },
      ['message.experimental_attachments'],
    ],
    [{ messages: [{ role: 'assistant', parts: [] }] }, ['messages']],
    [{ id: 't', trigger: 'regenerate-message' }, ['messageId']],
    [{ message: { role: 'user', content: 'x' }, models: ['a/b'] }, ['models']],
    [{ message: { role: 'user', content: 'x' }, models: ['a/b', 'c/d'], model: 'a/b' }, ['models']],
    [{ id: 't', trigger: 'regenerate-message', messageId: 'm', models: ['a', 'b'] }, ['models']],
    [{ prompt: { role: 'user', content: 'x', id: 'p' } }, ['threadId']],
    [{ prompt: { role: 'user', content: 'x', id: 'p' }, threadId: null }, ['threadId']],
  ])('refuses %j and names the field', (body, fields) => {
    expect(refusal(body)).toEqual({ code: 'validation_failed', fields })
  })
})
