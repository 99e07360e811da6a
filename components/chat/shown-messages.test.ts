import { expect, it } from 'vitest'

import type { LiveTurn } from '@/components/chat/live-turn'
import {
  renewWindow,
  type LoadedMessage,
  type MessageWindow,
} from '@/components/chat/message-window'
import { shownMessages } from '@/components/chat/shown-messages'
import type { StoredMessage } from '@/components/chat/stored-message'
import { planTimeline } from '@/components/chat/timeline'
import { noSummaries } from '@/components/summaries/summary-chain'

const turn = (n: number, fields: Partial<LiveTurn> = {}): LiveTurn => ({
  key: `t${n}`,
  question: { id: `x${n}`, text: `Question ${n}`, files: [], models: [] },
  replaces: null,
  comparison: null,
  questionId: `m${2 * n - 1}`,
  answerId: `m${2 * n}`,
  turnId: null,
  status: 'completed',
  isConnected: true,
  isStopping: false,
  parts: [{ type: 'text', text: `Answer ${n}` }],
  model: 'x/one',
  error: null,
  ahead: 0,
  fallbacks: [],
  omittedMessages: 0,
  finishReason: 'stop',
  ...fields,
})

const shown = (turns: readonly LiveTurn[], loaded: readonly LoadedMessage[] = []) =>
  shownMessages(planTimeline(loaded, turns, { activeModel: '', summaries: noSummaries }), loaded)

const empty: MessageWindow = { messages: [], hasOlder: false, hasNewer: false }
const stored = (id: string, parentId: string): StoredMessage => ({
  ...({} as StoredMessage),
  id,
  parentId,
})

it('takes what was said since the page came for messages', () => {
  expect(shown([turn(1)])).toMatchObject([
    { id: 'm1', role: 'user', text: 'Question 1', status: 'completed', siblings: null },
    { id: 'm2', role: 'assistant', status: 'completed', model: 'x/one', finishReason: 'stop' },
  ])
  expect(shown([turn(1)])[1]?.parts).toEqual([{ type: 'text', text: 'Answer 1' }])
  expect(shown([turn(1, { status: 'sending', questionId: null, answerId: null })])).toEqual([])
})

it('keeps it before a page that follows it, with its versions', () => {
  const again = turn(3, { question: null, replaces: 'm4', questionId: 'm3', answerId: 'm5' })
  const turns = [turn(1), turn(2), again]
  const page = { history: [stored('m7', 'm5')], hasOlder: true, hasNewer: false }
  const { messages, hasOlder } = renewWindow(empty, page, () => shown(turns))
  expect(messages.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3', 'm5', 'm7'])
  expect(messages[3]?.siblings).toEqual(['m4', 'm5'])
  expect(hasOlder).toBe(false)
})

it('begins anew with a page that does not follow', () => {
  const page = { history: [stored('m9', 'm8')], hasOlder: true, hasNewer: false }
  const { messages, hasOlder } = renewWindow(empty, page, () => shown([turn(1)]))
  expect(messages.map(({ id }) => id)).toEqual(['m9'])
  expect(hasOlder).toBe(true)
})
