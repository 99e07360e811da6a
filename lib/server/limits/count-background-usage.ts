import type { Model } from '@/lib/core/models/model'
import type { Usage } from '@/lib/core/thread/message'
import type { Services } from '@/lib/server/services'

/**
 * Counts what a title or summary of a thread used for the thread's person and workspace. Never throws: an answer that was
 * paid for is not asked for again because counting it failed.
 */
export async function countBackgroundUsage(
  { prisma, log }: Pick<Services, 'prisma' | 'log'>,
  threadId: string,
  { model, usage }: { model: Model; usage: Usage },
): Promise<void> {
  try {
    await prisma.$executeRaw`
      INSERT INTO usage_day AS d (workspace_id, day, user_id, model, input_tokens, output_tokens, cost)
      SELECT h.workspace_id, (now() AT TIME ZONE 'UTC')::date, h.user_id, ${model.id}, ${usage.input_tokens ?? 0}::bigint,
        ${usage.output_tokens ?? 0}::bigint, ${usage.cost ?? 0}::decimal
      FROM thread h WHERE h.id = ${threadId}::uuid
      ON CONFLICT (workspace_id, day, user_id, model) DO UPDATE SET input_tokens = d.input_tokens + excluded.input_tokens,
        output_tokens = d.output_tokens + excluded.output_tokens, cost = d.cost + excluded.cost`
  } catch (error) {
    log.error('usage-not-counted', { thread_id: threadId, model: model.id }, error)
  }
}
