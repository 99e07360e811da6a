import type { Actor } from '@/lib/core/access/actor'
import type { Spent } from '@/lib/core/turn/usage'
import type { Services } from '@/lib/server/services'

/**
 * Counts a turn of which nothing is stored, and what it used, for whoever asked and their workspace. Never throws: an answer
 * is given also when it could not be counted.
 */
export async function countUsage(
  { prisma, log }: Pick<Services, 'prisma' | 'log'>,
  { workspaceId, userId }: Pick<Actor, 'workspaceId' | 'userId'>,
  { model, spent }: { model: string; spent: Spent | null },
): Promise<void> {
  try {
    await prisma.$executeRaw`
      INSERT INTO usage_day AS d (workspace_id, day, user_id, model, turns, input_tokens, output_tokens, cost)
      SELECT w.id, (now() AT TIME ZONE 'UTC')::date, ${userId}::uuid, ${model}, 1, ${spent?.input_tokens ?? 0}::bigint,
        ${spent?.output_tokens ?? 0}::bigint, ${spent?.cost ?? 0}::decimal
      FROM workspace w WHERE w.id = ${workspaceId}::uuid
      ON CONFLICT (workspace_id, day, user_id, model) DO UPDATE SET turns = d.turns + excluded.turns,
        input_tokens = d.input_tokens + excluded.input_tokens, output_tokens = d.output_tokens + excluded.output_tokens,
        cost = d.cost + excluded.cost`
  } catch (error) {
    log.error('usage-not-counted', { model }, error)
  }
}
