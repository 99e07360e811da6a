import { createHash } from 'node:crypto'

import type { Context, SentSegment } from '@/lib/core/context/assemble-context'
import type { Budget, Conversion, Omission, Segment } from '@/lib/core/context/context'
import { cutBodyWithFiles, type Piece } from '@/lib/core/context/request-pieces'
import type { SentFiles } from '@/lib/server/files/attachments'

/** A request as it went out. */
export type SentRequest = { model: string; body: string }

/** A segment as it is stored: its text is found by its hash. */
export type StoredSegment = Omit<Segment, 'text' | 'cost'> & { hash: string }

export type StoredAttempt = {
  model: string
  sha256: string
  bytes: number
  /** Null once a message that was in it is deleted. */
  body: Piece[] | null
}

/** What was sent to get one answer, in the form in which it is stored. */
export type LedgerRecord = {
  messageId: string
  threadId: string
  segments: StoredSegment[]
  omitted: Omission[]
  conversions: Conversion[]
  budget: Budget
  attempts: StoredAttempt[]
  /** The texts of the segments by hash. */
  texts: Record<string, string>
}

export const hashText = (text: string): string =>
  createHash('sha256').update(text).digest('base64url')

/** Two files of the same name are two segments. */
const hashSegment = ({ text, file }: SentSegment): string =>
  hashText(file ? `${text} ${file.id}` : text)

/** Takes the requests apart, so that a text which is sent again and again is stored once. */
export function toLedgerRecord(
  answer: { id: string; threadId: string },
  context: Context & { files: SentFiles },
  requests: readonly SentRequest[],
): LedgerRecord {
  const segments = context.segments.map((segment) => ({ ...segment, hash: hashSegment(segment) }))
  // What names a file is not part of any request.
  const texts = segments.map(({ text, file }) => (file ? '' : text))
  return {
    messageId: answer.id,
    threadId: answer.threadId,
    segments: segments.map(({ text: _text, ...segment }) => segment),
    omitted: context.omitted,
    conversions: context.conversions,
    budget: context.budget,
    attempts: requests.map(({ model, body }) => ({
      model,
      sha256: createHash('sha256').update(body).digest('hex'),
      bytes: Buffer.byteLength(body),
      body: cutBodyWithFiles(body, texts, context.files),
    })),
    texts: Object.fromEntries(segments.map(({ hash, text }) => [hash, text])),
  }
}

/** The rows of several ledgers, as JSON for one statement. */
export const ledgerRows = (records: readonly LedgerRecord[]) => ({
  ledgers: JSON.stringify(records.map(({ texts: _texts, ...record }) => record)),
  segments: JSON.stringify(
    records.flatMap(({ threadId, texts }) =>
      Object.entries(texts).map(([hash, text]) => ({ threadId, hash, text })),
    ),
  ),
})
