'use client'

import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'

import { formatCount } from '@/components/context/figures'
import { fillOf } from '@/components/context/segment-kinds'
import { ShowAll } from '@/components/context/show-all'
import type { Segment } from '@/lib/core/context/context'
import { fileUrl } from '@/lib/core/file/file-address'
import { isImageType } from '@/lib/core/file/file-types'

const firstPieces = 60
const firstCharacters = 2000

export type SegmentListProps = {
  segments: readonly Segment[]
  /** The places of those that the answer before did not get. */
  added?: readonly number[]
}

/** The pieces in the order in which they are sent, each with its text. */
export function SegmentList({ segments, added = [] }: SegmentListProps) {
  const t = useTranslations('context.pieces')
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
          label={t('show_all_pieces', { count: segments.length })}
          onClick={() => setWhole(true)}
        />
      )}
    </>
  )
}

function Piece({ segment, isNew }: { segment: Segment; isNew: boolean }) {
  const t = useTranslations('context')
  const locale = useLocale()
  const [isOpen, setOpen] = useState(false)
  const { kind, role, text, file, tokens } = segment
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="group/piece">
      <summary className="text-label hover:bg-hover coarse:min-h-11 flex min-h-9 list-none items-center gap-2 px-2.5 py-1 -outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={14}
          aria-hidden
          className="text-ink-muted shrink-0 transition-transform group-open/piece:rotate-90"
        />
        <span aria-hidden className={clsx('size-3 shrink-0 rounded-full', fillOf(kind))} />
        <span className="shrink-0 font-medium">{t(`kinds.${kind}`)}</span>
        {role !== 'system' && <span className="text-ink-muted shrink-0">{t(`roles.${role}`)}</span>}
        {isNew && (
          <span className="text-caption bg-accent-soft text-accent shrink-0 rounded-full px-1.5 font-medium">
            {t('pieces.new')}
          </span>
        )}
        <span className="text-ink-muted min-w-0 flex-1 truncate">
          {text === null ? t('pieces.deleted') : firstLine(text)}
        </span>
        <span className="shrink-0 tabular-nums">
          {formatCount(tokens, locale)}
          <span className="sr-only"> {t('figures.tokens', { count: tokens })}</span>
        </span>
      </summary>
      {isOpen &&
        (file?.id && text !== null ? (
          <PieceFile address={fileUrl(file.id)} mediaType={file.media_type} name={text} />
        ) : (
          <PieceText text={text} />
        ))}
    </details>
  )
}

function PieceFile({
  address,
  mediaType,
  name,
}: {
  address: string
  mediaType: string
  name: string
}) {
  return (
    <a
      href={address}
      className="text-label text-accent coarse:min-h-11 mx-2.5 mb-2.5 inline-flex items-center underline"
    >
      {isImageType(mediaType) ? (
        // eslint-disable-next-line @next/next/no-img-element -- It is made by the server, in the size in which it is shown.
        <img
          src={`${address}/thumbnail`}
          alt={name}
          loading="lazy"
          className="max-h-40 max-w-full rounded-sm"
        />
      ) : (
        name
      )}
    </a>
  )
}

function PieceText({ text }: { text: string | null }) {
  const t = useTranslations('context.pieces')
  const [isWhole, setWhole] = useState(false)
  if (text === null) {
    return <p className="text-label text-ink-muted px-2.5 pb-2.5">{t('deleted_text')}</p>
  }
  const isCut = !isWhole && text.length > firstCharacters
  return (
    <div className="grid gap-1 px-2.5 pb-2.5">
      <p className="text-label bg-sunken rounded-sm p-2.5 whitespace-pre-wrap">
        {isCut ? `${text.slice(0, firstCharacters)}…` : text}
      </p>
      {isCut && <ShowAll label={t('show_all')} onClick={() => setWhole(true)} />}
    </div>
  )
}

const firstLine = (text: string) => text.trimStart().slice(0, 120).split('\n')[0]
