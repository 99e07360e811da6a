import { describe, expect, it } from 'vitest'

import type { LiveTurn } from '@/components/chat/live-turn'
import type { StoredMessage } from '@/components/chat/stored-message'
import { countUnsummarised, planTimeline, type TimelineRow } from '@/components/chat/timeline'
import type { Summary, SummaryFailure, SummaryList } from '@/lib/core/summary/summary'
import { noSummaries } from '@/components/summaries/summary-chain'
import { summary } from '@/components/summaries/summary-builder'

const question = (id: string, change: Partial<StoredMessage> = {}): StoredMessage => ({
  id,
  sequence: 1,
  role: 'user',
  parentId: null,
  externalId: null,
  status: 'completed',
  model: null,
  error: null,
  fallbacks: [],
  omittedMessages: 0,
  finishReason: null,
  siblings: null,
  comparison: null,
  vote: null,
  text: id,
  files: [],
  textLength: 1,
  updatedAt: '2026-11-22T00:00:00.000Z',
  ...change,
})

const answer = (id: string, change: Partial<StoredMessage> = {}): StoredMessage =>
  question(id, { role: 'assistant', model: 'x/one', text: '', textLength: 10, ...change })

const turn = (key: string, change: Partial<LiveTurn> = {}): LiveTurn => ({
  key,
  question: { id: key, text: key, files: [], models: [] },
  replaces: null,
  comparison: null,
  questionId: null,
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
  finishReason: null,
  ...change,
})

const text = (length: number) => [{ type: 'text' as const, text: 'x'.repeat(length) }]

const plan = (
  history: StoredMessage[],
  turns: LiveTurn[] = [],
  activeModel = 'x/one',
  summaries: SummaryList = noSummaries,
) =>
  planTimeline(history, turns, { activeModel, summaries }).map((row) => {
    switch (row.kind) {
      case 'question':
        return `Q ${row.text}`
      case 'model-change':
        return `now ${row.model}`
      case 'summary':
        return `summary ${row.summary.id}`
      case 'summary-failure':
        return `failure ${row.failure.code}`
      case 'comparison': {
        const models = row.answers.map(({ live, stored }) => (live ?? stored)?.model)
        return `${models.join(' beside ')}, on from ${(row.chosen.live ?? row.chosen.stored)?.model}`
      }
      default:
        return row.live ? `A live ${row.live.key}` : `A stored ${row.stored?.id}`
    }
  })

const chain = (...data: Summary[]): SummaryList => ({ ...noSummaries, data })

const failure = (lastMessageId: string): SummaryFailure => ({
  code: 'summary_rejected',
  message: 'It is empty.',
  last_message_id: lastMessageId,
  failed_at: '2026-01-01T00:00:00.000Z',
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

  it('puts an edited question in the place of the one before and of all that follows it', () => {
    const history = [question('1'), answer('2'), question('3'), answer('4')]
    const edit = turn('e', { replaces: '1', answerId: '6', questionId: '5', status: 'streaming' })
    expect(plan(history, [edit])).toEqual(['Q e', 'A live e'])
    const [row] = planTimeline(history, [edit], { activeModel: 'x/one', summaries: noSummaries })
    expect(row).toMatchObject({ id: '5', versions: ['1', '5'] })
  })

  it('counts another answer among the versions that there were', () => {
    const history = [question('1'), answer('4', { siblings: ['2', '4'] })]
    const again = turn('r', { question: null, replaces: '4' })
    const rows = planTimeline(history, [again], { activeModel: 'x/one', summaries: noSummaries })
    expect(rows[1]).toMatchObject({ versions: ['2', '4', null] })
  })

  it('keeps what was begun before the history was read where the history has it', () => {
    const shown = { activeModel: 'x/one', summaries: noSummaries, newestId: '6' }
    const elsewhere = turn('e', { replaces: '1', answerId: '6', status: 'completed' })
    const rows = planTimeline([question('1'), answer('2')], [elsewhere], shown)
    expect(rows.map(({ key }) => key)).toEqual(['1', '2'])
    const next = turn('n', { answerId: '8', status: 'streaming' })
    const more = planTimeline([question('1'), answer('2')], [elsewhere, next], shown)
    expect(more.map(({ key }) => key)).toEqual(['1', '2', 'question:n', 'n'])
  })

  it('shows answers of several models side by side until one is gone on from', () => {
    const both = [
      turn('c', { comparison: 'c', model: 'x/one', answerId: '2', questionId: '1' }),
      turn('d', { comparison: 'c', model: 'x/two', answerId: '3', question: null }),
    ]
    expect(plan([], both)).toEqual(['Q c', 'x/one beside x/two, on from x/one'])
    const rows = planTimeline([], [...both, turn('next')], {
      activeModel: 'x/one',
      summaries: noSummaries,
    })
    expect(rows.map(({ kind }) => kind)).toEqual(['question', 'answer', 'question', 'answer'])
    expect(rows[1]).toMatchObject({ versions: ['2', '3'] })
  })

  it('shows stored answers side by side in the order in which they were asked', () => {
    const siblings = ['2', '3']
    const chosen = answer('3', { siblings, comparison: 'g', model: 'x/two' })
    const shown = {
      activeModel: 'x/two',
      summaries: noSummaries,
      beside: [answer('2', { comparison: 'g' })],
    }
    const rows = planTimeline([question('1'), chosen], [], shown)
    expect(rows[1]).toMatchObject({
      kind: 'comparison',
      answers: [{ key: '2' }, { key: '3' }],
      chosen: { key: '3', versions: null },
    })
    const again = turn('r', { question: null, replaces: '3', answerId: '4' })
    const after = planTimeline([question('1'), chosen], [again], shown)
    expect(after[1]).toMatchObject({ kind: 'answer', versions: ['2', '3', '4'] })
  })

  it('keeps the rows of what was sent from this page when it is stored', () => {
    const shown = { activeModel: 'x/one', summaries: noSummaries, newestId: '3' }
    const keys = (rows: TimelineRow[]) =>
      rows.map((row) => [
        row.key,
        ...(row.kind === 'comparison' ? row.answers.map(({ key }) => key) : []),
      ])
    const ended = { questionId: '1', status: 'completed' } as const
    const one = turn('a', { ...ended, answerId: '2' })
    expect(keys(planTimeline([question('1'), answer('2')], [one], shown))).toEqual(
      keys(planTimeline([], [one], { ...shown, newestId: null })),
    )

    const both = [
      turn('c', { ...ended, comparison: 'c', answerId: '2' }),
      turn('d', { ...ended, comparison: 'c', answerId: '3', question: null }),
    ]
    const compared = { siblings: ['2', '3'], comparison: 'g' }
    const live = keys(planTimeline([], both, { ...shown, newestId: null }))
    expect(live).toEqual([['question:c'], ['comparison:c', 'c', 'd']])
    for (const [chosen, other] of [
      ['2', '3'],
      ['3', '2'],
    ] as const) {
      const stored = planTimeline([question('1'), answer(chosen, compared)], both, {
        ...shown,
        beside: [answer(other, compared)],
      })
      expect(keys(stored)).toEqual(live)
    }
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

describe('summaries in the timeline', () => {
  const history = [question('1'), answer('2'), question('3'), answer('4')]

  it('stand after the last message that they took in', () => {
    const links = chain(
      summary('a', { last_message_id: '2' }),
      summary('b', { last_message_id: '4', in_force: true }),
    )
    expect(plan(history, [], 'x/one', links)).toEqual([
      'Q 1',
      'A stored 2',
      'summary a',
      'Q 3',
      'A stored 4',
      'summary b',
    ])
  })

  it('stand after a question as well, and before the mark of a model that was just picked', () => {
    const links = chain(summary('a', { last_message_id: '3' }))
    expect(plan(history, [], 'x/one', links).slice(2, 4)).toEqual(['Q 3', 'summary a'])
    const atEnd = chain(summary('a', { last_message_id: '4' }))
    expect(plan(history, [], 'x/two', atEnd).slice(-2)).toEqual(['summary a', 'now x/two'])
  })

  it('stand after an answer that this page has streamed', () => {
    const live = turn('t', { answerId: '6', status: 'completed', parts: text(10) })
    const links = chain(summary('a', { last_message_id: '6' }))
    expect(plan(history, [live], 'x/one', links).slice(-2)).toEqual(['A live t', 'summary a'])
  })

  it('are left out where their last message is not shown, or another answer takes its place', () => {
    const links = chain(summary('a', { last_message_id: '0' }))
    expect(plan(history, [], 'x/one', links)).not.toContain('summary a')
    const retry = turn('r', { question: null, replaces: '4', answerId: '5' })
    const replaced = chain(summary('a', { last_message_id: '4' }))
    expect(plan(history, [retry], 'x/one', replaced)).not.toContain('summary a')
  })

  it('leave a note where the last try failed', () => {
    const summaries = { ...chain(), failure: failure('4') }
    expect(plan(history, [], 'x/one', summaries).at(-1)).toBe('failure summary_rejected')
    expect(plan(history.slice(0, 2), [], 'x/one', summaries)).toHaveLength(2)
  })
})

describe('counting what no summary has taken in', () => {
  const history = [question('1'), answer('2'), question('3'), answer('4'), question('5')]
  const count = (links: Summary[], { hasOlder = false, turns = [] as LiveTurn[] } = {}) =>
    countUnsummarised(
      planTimeline(history, turns, { activeModel: 'x/two', summaries: chain(...links) }),
      { hasOlder, hasChain: links.length > 0 },
    )

  it('counts up to the newest answer that is over', () => {
    expect(count([])).toBe(4)
    const running = turn('t', { answerId: '6', status: 'streaming', parts: text(10) })
    expect(count([], { turns: [running] })).toBe(4)
    const done = turn('t', { answerId: '6', status: 'completed', parts: text(10) })
    expect(count([], { turns: [done] })).toBe(7)
  })

  it('begins after the summary in force', () => {
    expect(count([summary('a', { last_message_id: '2', in_force: true })])).toBe(2)
    expect(count([summary('a', { last_message_id: '4', in_force: true })])).toBe(0)
  })

  it('knows nothing when messages are not loaded', () => {
    expect(count([], { hasOlder: true })).toBeNull()
    expect(count([summary('a', { last_message_id: '0', in_force: true })])).toBeNull()
  })
})
