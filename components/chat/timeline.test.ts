import { describe, expect, it } from 'vitest'

import type { LiveTurn } from '@/components/chat/live-turn'
import type { StoredMessage } from '@/components/chat/stored-message'
import { planTimeline } from '@/components/chat/timeline'

const question = (id: string, change: Partial<StoredMessage> = {}): StoredMessage => ({
  id,
  role: 'user',
  parentId: null,
  externalId: null,
  status: 'completed',
  model: null,
  error: null,
  fallbacks: [],
  omittedMessages: 0,
  text: id,
  textLength: 1,
  ...change,
})

const answer = (id: string, change: Partial<StoredMessage> = {}): StoredMessage =>
  question(id, { role: 'assistant', model: 'x/one', text: '', textLength: 10, ...change })

const turn = (key: string, change: Partial<LiveTurn> = {}): LiveTurn => ({
  key,
  question: { id: key, text: key },
  replaces: null,
  answerId: null,
  turnId: null,
  status: 'sending',
  isConnected: true,
  isStopping: false,
  parts: [],
  model: 'x/one',
  error: null,
  ahead: 0,
  fallbacks: [],
  omittedMessages: 0,
  ...change,
})

const text = (length: number) => [{ type: 'text' as const, text: 'x'.repeat(length) }]

const plan = (history: StoredMessage[], turns: LiveTurn[] = [], model = 'x/one') =>
  planTimeline(history, turns, model).map((row) => {
    if (row.kind === 'question') return `Q ${row.text}`
    if (row.kind === 'model-change') return `now ${row.model}`
    return row.live ? `A live ${row.live.key}` : `A stored ${row.stored?.id}`
  })

describe('planning the timeline', () => {
  it('puts what was just sent after what is stored', () => {
    expect(plan([question('1'), answer('2')], [turn('new')])).toEqual([
      'Q 1',
      'A stored 2',
      'Q new',
      'A live new',
    ])
  })

  it('shows a message once that the server has stored meanwhile', () => {
    const history = [question('1', { externalId: 'new' }), answer('2', { status: 'streaming' })]
    const live = turn('new', { answerId: '2', status: 'streaming', parts: text(20) })
    expect(plan(history, [live])).toEqual(['Q 1', 'A live new'])
  })

  it('shows the stored state of a running answer until the stream has caught up', () => {
    const history = [question('1'), answer('2', { status: 'streaming', textLength: 10 })]
    const follow = { question: null, answerId: '2', status: 'streaming' as const }
    expect(plan(history, [turn('f', { ...follow, parts: text(5) })])).toEqual(['Q 1', 'A stored 2'])
    expect(plan(history, [turn('f', { ...follow, parts: text(10) })])).toEqual(['Q 1', 'A live f'])
  })

  it('shows a finished answer as the server rendered it', () => {
    const live = turn('t', { answerId: '2', status: 'completed', parts: text(10) })
    expect(plan([question('1', { externalId: 't' }), answer('2')], [live])).toEqual([
      'Q 1',
      'A stored 2',
    ])
  })

  it('puts a retry in the place of the answer before', () => {
    const retry = turn('r', { question: null, replaces: '2', answerId: '3', status: 'streaming' })
    expect(plan([question('1'), answer('2')], [retry])).toEqual(['Q 1', 'A live r'])
  })

  it('leaves out an answer that is on another branch by now', () => {
    const old = turn('old', { answerId: '2', status: 'completed' })
    expect(plan([question('1', { externalId: 'old' }), answer('3')], [old])).toEqual([
      'Q 1',
      'A stored 3',
    ])
  })

  it('marks where another model was asked, before the question that it was asked', () => {
    const history = [question('1'), answer('2'), question('3'), answer('4', { model: 'x/two' })]
    expect(plan(history, [], 'x/two')).toEqual([
      'Q 1',
      'A stored 2',
      'now x/two',
      'Q 3',
      'A stored 4',
    ])
  })

  it('marks no change where a fallback answered for the model that was asked', () => {
    const fallbacks = [{ from: 'x/one', to: 'x/two', code: 'provider_error', message: '' }]
    const history = [question('1'), answer('2'), answer('3', { model: 'x/two', fallbacks })]
    expect(plan(history)).not.toContain('now x/two')
  })

  it('marks a model that was picked and has not answered yet', () => {
    expect(plan([question('1'), answer('2')], [], 'x/two').at(-1)).toBe('now x/two')
    expect(plan([], [], 'x/two')).toEqual([])
  })
})
