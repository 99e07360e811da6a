import { z } from 'zod'

import {
  budgetSchema,
  conversionSchema,
  omissionSchema,
  type Ledger,
  type Segment,
} from '@/lib/core/context/context'
import { rebuildBody } from '@/lib/core/context/request-pieces'
import { withCost } from '@/lib/core/context/segment-cost'
import { tokensByKind } from '@/lib/core/context/tokens-by-kind'
import { SkeinError } from '@/lib/core/errors'
import { costOf } from '@/lib/core/models/cost'
import type { Model } from '@/lib/core/models/model'
import type { Actor } from '@/lib/core/access/actor'
import { requireMessage } from '@/lib/server/commands/require-message'
import type { StoredAttempt, StoredSegment } from '@/lib/server/context/ledger-record'
import type { Services } from '@/lib/server/services'

type StoredLedger = NonNullable<
  Awaited<ReturnType<Services['prisma']['contextLedger']['findUnique']>>
>

/**
 * What was sent to get an answer, and how that differs from the answer before it on its branch. With `withBodies` each
 * request as it went out. Throws `message_not_found`, `ledger_not_found`.
 */
export async function readLedger(
  services: Services,
  actor: Actor,
  { messageId, withBodies }: { messageId: string; withBodies: boolean },
): Promise<Ledger> {
  const { prisma, models } = services
  const message = await requireMessage(services, actor, messageId)
  const row = await prisma.contextLedger.findUnique({ where: { messageId } })
  if (!row) {
    throw new SkeinError(
      'ledger_not_found',
      'What was sent for this message is not known: it is no answer, or has not begun.',
    )
  }
  const segments = await readSegments(services, row)
  const budget = budgetSchema.parse(row.budget)
  const attempts = row.attempts as unknown as StoredAttempt[]
  const texts = segments.map(({ text }) => text)
  const files = await services.attachments.readBase64(withBodies ? filesOf(attempts) : [])
  const model = message.model_used === null ? null : models.find(message.model_used)
  return {
    message_id: messageId,
    thread_id: row.threadId,
    model: message.model_used ?? attempts.at(-1)?.model ?? '',
    budget,
    segments: segments.map((segment) => present(segment, model)),
    tokens: tokensByKind(segments),
    omitted: z.array(omissionSchema).parse(row.omitted),
    conversions: z.array(conversionSchema).parse(row.conversions),
    usage: message.usage,
    estimated_cost: model ? costOf(model, { input: budget.used, output: 0 }) : null,
    attempts: attempts.map(({ model, sha256, bytes, body }) => ({
      model,
      sha256,
      bytes,
      body: withBodies && body ? rebuildBody(body, texts, files) : null,
    })),
    difference: await differenceFrom(services, message.parent_id, { segments, model }),
    created_at: row.createdAt.toISOString(),
  }
}

const filesOf = (attempts: readonly StoredAttempt[]): string[] => [
  ...new Set(
    attempts.flatMap(({ body }) =>
      (body ?? []).flatMap((piece) => (typeof piece === 'object' ? piece.file : [])),
    ),
  ),
]

type HashedSegment = Omit<Segment, 'cost'> & { hash: string }

const present = ({ hash: _hash, ...segment }: HashedSegment, model: Model | null): Segment =>
  withCost(segment, model)

async function readSegments(
  { prisma }: Services,
  { threadId, segments }: StoredLedger,
): Promise<HashedSegment[]> {
  const stored = segments as unknown as StoredSegment[]
  const rows = await prisma.contextSegment.findMany({
    where: { threadId, hash: { in: stored.map(({ hash }) => hash) } },
  })
  const texts = new Map(rows.map(({ hash, text }) => [hash, text]))
  return stored.map((segment) => ({ ...segment, text: texts.get(segment.hash) ?? null }))
}

/** Against the answer that the question followed. Null for a first question, or when that answer has no ledger. */
async function differenceFrom(
  services: Services,
  questionId: string | null,
  { segments, model }: { segments: readonly HashedSegment[]; model: Model | null },
): Promise<Ledger['difference']> {
  if (questionId === null) return null
  const before = await services.prisma.contextLedger.findFirst({
    where: { message: { id: { in: await parentOf(services, questionId) } } },
  })
  if (!before) return null
  const earlier = await readSegments(services, before)
  const known = new Set(earlier.map(({ hash }) => hash))
  const still = new Set(segments.map(({ hash }) => hash))
  const kept = segments.filter(({ hash }) => known.has(hash))
  return {
    message_id: before.messageId,
    added: segments.flatMap(({ hash }, index) => (known.has(hash) ? [] : [index])),
    removed: earlier
      .filter(({ hash }) => !still.has(hash))
      .map((segment) => present(segment, model)),
    kept_tokens: kept.reduce((sum, { tokens }) => sum + tokens, 0),
  }
}

async function parentOf({ prisma }: Services, messageId: string): Promise<string[]> {
  const message = await prisma.message.findUnique({
    where: { id: messageId },
    select: { parentId: true },
  })
  return message?.parentId ? [message.parentId] : []
}
