import { createHash } from 'node:crypto'

import type { Context } from '@/lib/core/context/assemble-context'
import type { Budget, Conversion, Omission, Segment } from '@/lib/core/context/context'
import { cutBody, type Piece } from '@/lib/core/context/request-pieces'

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

/** Takes the requests apart, so that a text which is sent again and again is stored once. */
export function toLedgerRecord(
  answer: { id: string; threadId: string },
  context: Context,
  requests: readonly SentRequest[],
): LedgerRecord {
  const texts = context.segments.map(({ text }) => text)
  const hashes = texts.map(hashText)
  return {
    messageId: answer.id,
    threadId: answer.threadId,
    segments: context.segments.map(({ text: _text, ...segment }, index) => ({
      ...segment,
      hash: hashes[index] ?? '',
    })),
    omitted: context.omitted,
    conversions: context.conversions,
    budget: context.budget,
    attempts: requests.map(({ model, body }) => ({
      model,
      sha256: createHash('sha256').update(body).digest('hex'),
      bytes: Buffer.byteLength(body),
      body: cutBody(body, texts),
    })),
    texts: Object.fromEntries(hashes.map((hash, index) => [hash, texts[index] ?? ''])),
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
