'use client'

import { clsx } from 'clsx'
import { Fragment, memo, type ReactNode } from 'react'

import { Answer } from '@/components/chat/answer'
import { LiveAnswer } from '@/components/chat/live-answer'
import type { LiveTurn } from '@/components/chat/live-turn'
import { Question, type QuestionProps } from '@/components/chat/question'
import { hasEnded, textLengthOf, textOf } from '@/components/chat/stored-message'
import {
  messageIdOf,
  type AnswerRow,
  type QuestionRow,
  type TimelineRow,
} from '@/components/chat/timeline'
import { loadRequests } from '@/components/chat/use-message-commands'
import type { SummaryActions } from '@/components/summaries/use-summary-actions'
import { lazySoon } from '@/components/ui/lazy-soon'

const Comparison = lazySoon(() => import('@/components/chat/comparison'))
const ModelChangeMark = lazySoon(() => import('@/components/chat/model-change-mark'))
const SummaryMark = lazySoon(() => import('@/components/summaries/summary-mark'))
const SummaryFailureNote = lazySoon(() => import('@/components/summaries/summary-failure-note'))

/** What can be done with messages that wait, by the keys of their turns. */
export type WaitingCommands = {
  takeBack: (turnKey: string) => void
  edit: (turnKey: string) => void
}

export type TimelineRowsProps = {
  threadId: string
  rows: readonly TimelineRow[]
  turns: readonly LiveTurn[]
  bodies: ReadonlyMap<string, ReactNode>
  summaries: SummaryActions
  waiting: WaitingCommands
}

/** The newest messages are always laid out; those before only when they come near the screen. */
const alwaysLaidOut = 6

/** The messages of a thread, with their marks. */
export const TimelineRows = memo(function TimelineRows(props: TimelineRowsProps) {
  const { rows } = props
  const lastAnswer = rows.findLastIndex(isAnswer)
  return rows.map((row, index) => (
    <div
      key={row.key}
      data-message={messageIdOf(row) ?? row.key}
      tabIndex={-1}
      className={clsx(
        'px-4 outline-none sm:px-6',
        isAnswer(row) ? 'pt-5' : 'pt-4',
        index < rows.length - alwaysLaidOut &&
          '[contain-intrinsic-size:auto_12rem] [content-visibility:auto]',
      )}
    >
      <div
        className={clsx(
          'mx-auto',
          row.kind === 'comparison' ? 'max-w-6xl' : 'max-w-column thread-line',
        )}
      >
        <Row {...props} row={row} isLastAnswer={index === lastAnswer} />
      </div>
    </div>
  ))
})

function Row({
  row,
  isLastAnswer,
  summaries,
  ...props
}: TimelineRowsProps & { row: TimelineRow; isLastAnswer: boolean }) {
  switch (row.kind) {
    case 'question':
      return <Question {...questionOf(row)} />
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
      return <TimelineAnswer {...props} row={row} isLast={isLastAnswer} />
    case 'comparison':
      return (
        <Comparison
          answers={row.answers.map((each) => ({
            key: each.key,
            id: idOfAnswer(each),
            isChosen: each === row.chosen,
            answer: <TimelineAnswer {...props} row={each} isLast={isLastAnswer} />,
          }))}
        />
      )
  }
}

const isAnswer = ({ kind }: TimelineRow): boolean => kind === 'answer' || kind === 'comparison'

const questionOf = ({ id, text, files, isSending, versions }: QuestionRow): QuestionProps => ({
  id,
  text,
  files,
  isSending,
  versions,
})

const idOfAnswer = ({ live, stored }: AnswerRow): string | null =>
  live ? live.answerId : (stored?.id ?? null)

type TimelineAnswerProps = {
  threadId: string
  row: AnswerRow
  turns: readonly LiveTurn[]
  bodies: ReadonlyMap<string, ReactNode>
  isLast: boolean
  waiting: WaitingCommands
}

function TimelineAnswer({ threadId, row, turns, bodies, isLast, waiting }: TimelineAnswerProps) {
  const { stored, live } = row
  const answer = live ?? stored
  if (!answer) return null
  const id = idOfAnswer(row)
  const rendered = id !== null && bodies.get(id)
  const body = live ? (
    <LiveAnswer id={live.key} parts={live.parts} stored={rendered} />
  ) : (
    <Fragment>{rendered}</Fragment>
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
      getText={() =>
        live
          ? textOf(live.parts)
          : loadRequests().then(({ fetchText }) => fetchText(threadId, id ?? ''))
      }
      versions={row.versions}
      vote={stored?.vote ?? null}
      onTakeBack={live ? () => waiting.takeBack(live.key) : undefined}
      // What replaces a question is edited there.
      onEdit={live && live.replaces === null ? () => waiting.edit(live.key) : undefined}
    />
  )
}

function turnsAhead(turn: LiveTurn, turns: readonly LiveTurn[]): number {
  if (textLengthOf(turn.parts) > 0) return 0
  const index = turns.findIndex(({ key }) => key === turn.key)
  return turns
    .slice(0, index)
    .filter(({ status, comparison }) => !hasEnded(status) && !isBeside(turn, comparison)).length
}

const isBeside = (turn: LiveTurn, comparison: string | null) =>
  comparison !== null && comparison === turn.comparison
