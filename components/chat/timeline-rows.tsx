'use client'

import { clsx } from 'clsx'
import { Fragment, type ReactNode } from 'react'

import { request } from '@/components/api/request'
import { Answer } from '@/components/chat/answer'
import { LiveAnswerBody } from '@/components/chat/live-answer-body'
import type { LiveTurn } from '@/components/chat/live-turn'
import { ModelChangeMark } from '@/components/chat/model-change-mark'
import { Question } from '@/components/chat/question'
import { hasEnded, textLengthOf, textOf } from '@/components/chat/stored-message'
import type { TimelineRow } from '@/components/chat/timeline'
import { SummaryFailureNote } from '@/components/summaries/summary-failure-note'
import { SummaryMark } from '@/components/summaries/summary-mark'
import type { SummaryActions } from '@/components/summaries/use-summary-actions'
import type { MessagePage } from '@/lib/core/thread/message'

export type TimelineRowsProps = {
  threadId: string
  rows: readonly TimelineRow[]
  turns: readonly LiveTurn[]
  bodies: ReadonlyMap<string, ReactNode>
  summaries: SummaryActions
  onRetry: (answerId: string) => void
  onCancel: (turnKey: string) => void
}

/** The newest messages are always laid out; those before only when they come near the screen. */
const alwaysLaidOut = 6

/** The messages of a thread, with their marks. */
export function TimelineRows(props: TimelineRowsProps) {
  const { rows, turns } = props
  const lastAnswer = rows.findLastIndex((row) => row.kind === 'answer')
  const isQuiet = turns.every((turn) => hasEnded(turn.status))
  return rows.map((row, index) => (
    <div
      key={row.key}
      className={clsx(
        'px-4 sm:px-6',
        row.kind === 'answer' ? 'pt-5' : 'pt-4',
        index < rows.length - alwaysLaidOut &&
          '[contain-intrinsic-size:auto_12rem] [content-visibility:auto]',
      )}
    >
      <div className="max-w-column thread-line mx-auto">
        <Row
          {...props}
          row={row}
          isLastAnswer={index === lastAnswer}
          isRetriable={index === lastAnswer && isQuiet}
        />
      </div>
    </div>
  ))
}

function Row({
  row,
  isLastAnswer,
  isRetriable,
  summaries,
  onRetry,
  ...props
}: TimelineRowsProps & { row: TimelineRow; isLastAnswer: boolean; isRetriable: boolean }) {
  switch (row.kind) {
    case 'question':
      return <Question text={row.text} isSending={row.isSending} />
    case 'model-change':
      return <ModelChangeMark model={row.model} />
    case 'summary':
      return <SummaryMark summary={row.summary} onOpen={() => summaries.open(row.summary)} />
    case 'summary-failure':
      return (
        <SummaryFailureNote
          failure={row.failure}
          progress={summaries.progress}
          onTry={summaries.retry}
        />
      )
    case 'answer':
      return (
        <AnswerRow
          {...props}
          row={row}
          isLast={isLastAnswer}
          onRetry={isRetriable ? onRetry : undefined}
        />
      )
  }
}

type AnswerRowProps = {
  threadId: string
  row: Extract<TimelineRow, { kind: 'answer' }>
  turns: readonly LiveTurn[]
  bodies: ReadonlyMap<string, ReactNode>
  isLast: boolean
  onRetry?: (answerId: string) => void
  onCancel: (turnKey: string) => void
}

function AnswerRow({ threadId, row, turns, bodies, isLast, onRetry, onCancel }: AnswerRowProps) {
  const { stored, live } = row
  const answer = live ?? stored
  if (!answer) return null
  const id = live ? live.answerId : (stored?.id ?? null)
  const body = live ? (
    <LiveAnswerBody id={live.key} parts={live.parts} />
  ) : (
    <Fragment>{id !== null && bodies.get(id)}</Fragment>
  )
  return (
    <Answer
      threadId={threadId}
      answer={answer}
      id={id}
      body={body}
      hasText={live ? textLengthOf(live.parts) > 0 : (stored?.textLength ?? 0) > 0}
      ahead={live ? turnsAhead(live, turns) : 0}
      isLast={isLast}
      getText={() => (live ? textOf(live.parts) : fetchText(threadId, id ?? ''))}
      onRetry={onRetry && id !== null ? () => onRetry(id) : undefined}
      onCancel={live ? () => onCancel(live.key) : undefined}
    />
  )
}

function turnsAhead(turn: LiveTurn, turns: readonly LiveTurn[]): number {
  if (textLengthOf(turn.parts) > 0) return 0
  const index = turns.findIndex(({ key }) => key === turn.key)
  return turns.slice(0, index).filter(({ status }) => !hasEnded(status)).length
}

/** The Markdown of a stored answer, which the page holds only as HTML. */
async function fetchText(threadId: string, id: string): Promise<string> {
  const response = await request(`/api/threads/${threadId}/messages?branch=${id}&limit=1`)
  const page = (await response.json()) as MessagePage
  return page.data.find((message) => message.id === id)?.content ?? ''
}
