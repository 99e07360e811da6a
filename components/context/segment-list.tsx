'use client'

import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'

import { formatCount, formatTokens } from '@/components/context/figures'
import { fillOf, roleLabel, segmentKinds } from '@/components/context/segment-kinds'
import { ShowAll } from '@/components/context/show-all'
import type { Segment } from '@/lib/core/context/context'

const firstPieces = 60
const firstCharacters = 2000

export type SegmentListProps = {
  segments: readonly Segment[]
  /** The places of those that the answer before did not get. */
  added?: readonly number[]
}

/** The pieces in the order in which they are sent, each with its text. */
export function SegmentList({ segments, added = [] }: SegmentListProps) {
  const [isWhole, setWhole] = useState(false)
  const isCut = !isWhole && segments.length > firstPieces
  return (
    <>
      <ol className="border-line divide-line divide-y overflow-hidden rounded-md border">
        {(isCut ? segments.slice(0, firstPieces) : segments).map((segment, index) => (
          <li key={index}>
            <Piece segment={segment} isNew={added.includes(index)} />
          </li>
        ))}
      </ol>
      {isCut && (
        <ShowAll
          label={`Show all ${formatCount(segments.length)} pieces`}
          onClick={() => setWhole(true)}
        />
      )}
    </>
  )
}

function Piece({ segment, isNew }: { segment: Segment; isNew: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const { kind, role, text, tokens } = segment
  const { label } = segmentKinds[kind]
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="group/piece">
      <summary className="text-label hover:bg-hover coarse:min-h-11 flex min-h-9 list-none items-center gap-2 px-2.5 py-1 -outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={14}
          aria-hidden
          className="text-ink-muted shrink-0 transition-transform group-open/piece:rotate-90"
        />
        <span aria-hidden className={clsx('size-3 shrink-0 rounded-full', fillOf(kind))} />
        <span className="shrink-0 font-medium">{label}</span>
        {role !== 'system' && <span className="text-ink-muted shrink-0">{roleLabel(role)}</span>}
        {isNew && (
          <span className="text-caption bg-accent-soft text-accent shrink-0 rounded-full px-1.5 font-medium">
            new
          </span>
        )}
        <span className="text-ink-muted min-w-0 flex-1 truncate">
          {text === null ? 'deleted since' : firstLine(text)}
        </span>
        <span className="shrink-0 tabular-nums">
          {formatCount(tokens)}
          <span className="sr-only"> {formatTokens(tokens).split(' ').at(-1)}</span>
        </span>
      </summary>
      {isOpen && <PieceText text={text} />}
    </details>
  )
}

function PieceText({ text }: { text: string | null }) {
  const [isWhole, setWhole] = useState(false)
  if (text === null) {
    return (
      <p className="text-label text-ink-muted px-2.5 pb-2.5">
        Its message was deleted since, and this text with it.
      </p>
    )
  }
  const isCut = !isWhole && text.length > firstCharacters
  return (
    <div className="grid gap-1 px-2.5 pb-2.5">
      <p className="text-label bg-sunken rounded-sm p-2.5 whitespace-pre-wrap">
        {isCut ? `${text.slice(0, firstCharacters)}…` : text}
      </p>
      {isCut && <ShowAll label="Show all" onClick={() => setWhole(true)} />}
    </div>
  )
}

const firstLine = (text: string) => text.trimStart().slice(0, 120).split('\n')[0]
