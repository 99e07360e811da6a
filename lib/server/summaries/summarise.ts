import { v7 } from 'uuid'

import { contextRoom } from '@/lib/core/context/context-budget'
import type { TokenCounter } from '@/lib/core/context/count-tokens'
import { SkeinError } from '@/lib/core/errors'
import type { Model } from '@/lib/core/models/model'
import { checkSummary } from '@/lib/core/summary/check-summary'
import {
  summaryCap,
  summaryInstructions,
  summaryPrompt,
  summaryPromptVersion,
  type SummaryMessage,
} from '@/lib/core/summary/plan-summary'
import type { SummaryFailure, SummaryTrigger } from '@/lib/core/summary/summary'
import { askInBackground, type BackgroundAnswer } from '@/lib/server/background/ask-in-background'
import { isUniqueViolation } from '@/lib/server/rows/is-unique-violation'
import type { Services } from '@/lib/server/services'
import { readSpan, type Unsummarised } from '@/lib/server/summaries/unsummarised-messages'

export type SummaryOrder = {
  thread: { id: string; title: string; messageCount: number }
  /** Who may write it, the first choice first. */
  models: readonly Model[]
  unsummarised: Unsummarised
  trigger: SummaryTrigger
  signal: AbortSignal
}

/** Room for the instructions and the frame of the prompt, in tokens. */
const frame = 400
/** What a model counts more than we do, before its answers have taught us better. */
const caution = 0.8

/**
 * Writes the next link of a chain: over the messages since the last one, or as many of them as the model takes at once.
 * Returns its id; null when somebody else wrote it, or when its messages changed meanwhile. A failure leaves everything as
 * it was but for a note on the thread, and is thrown: `summary_rejected`, or what `askInBackground` throws.
 */
export async function summarise(services: Services, order: SummaryOrder): Promise<string | null> {
  const { prisma, bus, log, clock } = services
  const { thread, unsummarised, signal } = order
  try {
    const id = await writeLink(services, order)
    await prisma.$executeRaw`
      UPDATE thread SET summary_failure = NULL WHERE id = ${thread.id}::uuid AND summary_failure IS NOT NULL`
    bus.publish('thread-changed', thread.id)
    return id
  } catch (error) {
    if (signal.aborted) throw error
    const failure: SummaryFailure = {
      code: error instanceof SkeinError ? error.code : 'internal_error',
      message: error instanceof SkeinError ? error.message : 'Something went wrong inside Skein.',
      last_message_id: unsummarised.messages.at(-1)?.id ?? '',
      failed_at: new Date(clock.now()).toISOString(),
    }
    log.warn('summary-failed', { thread_id: thread.id, code: failure.code })
    await prisma.$executeRaw`
      UPDATE thread SET summary_failure = ${JSON.stringify(failure)}::jsonb WHERE id = ${thread.id}::uuid`
    bus.publish('thread-changed', thread.id)
    throw error
  }
}

async function writeLink(services: Services, order: SummaryOrder): Promise<string | null> {
  const { prisma, log } = services
  const { thread, models, unsummarised, signal } = order
  const countTokens = await services.tokenCounter()
  const predecessor = unsummarised.predecessorId
    ? await prisma.summary.findUnique({ where: { id: unsummarised.predecessorId } })
    : null
  if (unsummarised.predecessorId && !predecessor) return null

  const previous = predecessor?.content ?? null
  const room = roomFor(models) - (previous ? countTokens(previous) : 0)
  const messages = await readSpan(prisma, unsummarised, { room, countTokens })
  if (messages.length === 0) return null
  const tokensBefore = tokensOf(messages, countTokens) + (previous ? countTokens(previous) : 0)

  const startedAt = performance.now()
  const answer = await askInBackground(services, {
    models,
    thread,
    instructions: summaryInstructions,
    prompt: summaryPrompt(previous, messages),
    // The cap is in our tokens; a model whose tokens are smaller must not be cut at it.
    maxOutputTokens: summaryCap(tokensBefore) * 2,
    signal,
  })
  const { content, tokens } = checkSummary(answer, tokensBefore, countTokens)
  log.info('summary', {
    thread_id: thread.id,
    messages: messages.length,
    tokens_before: tokensBefore,
    tokens_after: tokens,
    model: answer.model.id,
    cost: answer.usage.cost,
    duration_ms: Math.round(performance.now() - startedAt),
  })
  return store(services, order, { predecessor, messages, content, answer, tokensBefore, tokens })
}

function roomFor(models: readonly Model[]): number {
  const smallest = Math.min(...models.map((model) => contextRoom(model).input))
  return Math.max(frame, Math.floor(smallest * caution) - frame)
}

const tokensOf = (messages: readonly SummaryMessage[], countTokens: TokenCounter): number =>
  messages.reduce((sum, { content }) => sum + countTokens(content), 0)

type Link = {
  predecessor: { id: string; totalMessageCount: number } | null
  messages: readonly SummaryMessage[]
  content: string
  answer: BackgroundAnswer
  tokensBefore: number
  tokens: number
}

/** Under the thread's lock, so that no message of the span is deleted between the look at it and the write. */
async function store(
  { prisma }: Services,
  { thread, unsummarised, trigger }: SummaryOrder,
  { predecessor, messages, content, answer, tokensBefore, tokens }: Link,
): Promise<string | null> {
  const span = unsummarised.messages.slice(0, messages.length)
  const [first, last] = [span[0], span.at(-1)]
  if (!first || !last) return null
  try {
    return await prisma.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT id FROM thread WHERE id = ${thread.id}::uuid FOR NO KEY UPDATE`
      const ids = span.map(({ id }) => id)
      const there = await transaction.message.count({ where: { id: { in: ids }, deletedAt: null } })
      const isUnchanged =
        there === span.length &&
        (!predecessor || (await transaction.summary.count({ where: { id: predecessor.id } })) === 1)
      if (!isUnchanged) return null
      const row = await transaction.summary.create({
        data: {
          id: v7(),
          threadId: thread.id,
          predecessorId: predecessor?.id ?? null,
          firstMessageId: first.id,
          lastMessageId: last.id,
          firstDepth: first.depth,
          lastDepth: last.depth,
          messageCount: span.length,
          totalMessageCount: span.length + (predecessor?.totalMessageCount ?? 0),
          content,
          model: answer.model.id,
          promptVersion: summaryPromptVersion,
          trigger,
          tokensBefore,
          tokensAfter: tokens,
          usage: answer.usage,
          cost: answer.usage.cost,
        },
      })
      return row.id
    })
  } catch (error) {
    if (isUniqueViolation(error)) return null
    throw error
  }
}
