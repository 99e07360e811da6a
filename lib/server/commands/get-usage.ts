import type { Actor } from '@/lib/core/access/actor'
import { can } from '@/lib/core/access/can'
import { faultOfSpan, type GetUsage, type Usage } from '@/lib/core/access/usage'
import { SkeinError } from '@/lib/core/errors'
import { monthOf } from '@/lib/core/limits/budget'
import type { Services } from '@/lib/server/services'

const mostThreads = 20

type Row = {
  day: string
  model: string
  userId: string
  userName: string | null
  turns: number
  input_tokens: number
  output_tokens: number
  cost: number
}

/**
 * What the actor used in this workspace by day and model, or what all its members did, and what is left of its budget. Throws
 * `validation_failed` for a span that is none, `forbidden` for the usage of others.
 */
export async function getUsage(
  services: Pick<Services, 'prisma' | 'clock'>,
  actor: Actor,
  query: GetUsage,
): Promise<Usage> {
  const { prisma, clock } = services
  const month = monthOf(clock.now())
  const { of, from = month.from, to = new Date(clock.now()).toISOString().slice(0, 10) } = query
  const fault = faultOfSpan(from, to)
  if (fault) {
    throw new SkeinError('validation_failed', `The request is not valid: to: ${fault}.`, {
      fields: [{ path: 'to', message: fault }],
    })
  }
  if (of === 'workspace' && !can(actor, 'workspace')) {
    throw new SkeinError('forbidden', 'Only the owner and the admins see what others use.')
  }
  const userId = of === 'me' ? actor.userId : null
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT to_char(d.day, 'YYYY-MM-DD') AS day, d.model, d.user_id AS "userId", u.name AS "userName", d.turns,
      d.input_tokens::float8 AS input_tokens, d.output_tokens::float8 AS output_tokens, d.cost::float8 AS cost
    FROM usage_day d LEFT JOIN "user" u ON u.id = d.user_id
    WHERE d.workspace_id = ${actor.workspaceId}::uuid AND d.day BETWEEN ${from}::date AND ${to}::date
      AND (${userId}::uuid IS NULL OR d.user_id = ${userId}::uuid)
    ORDER BY d.day DESC, d.cost DESC, d.model, d.user_id`
  return {
    of,
    from,
    to,
    totals: totalOf(rows),
    threads: of === 'me' ? await threadsOf(prisma, actor, { from, to }) : [],
    data: rows.map(({ userId: id, userName: name, ...row }) => ({ ...row, user: { id, name } })),
    budget: actor.role === 'guest' ? null : await budgetOf(services, actor.workspaceId),
  }
}

/** The turns of threads that are there still; a day of the table of usage does not know of threads. */
const threadsOf = (
  prisma: Services['prisma'],
  { workspaceId, userId }: Actor,
  { from, to }: { from: string; to: string },
) => prisma.$queryRaw<Usage['threads']>`
  SELECT h.id, h.title, count(*)::int AS turns,
    coalesce(sum((t.usage->>'input_tokens')::float8), 0) AS input_tokens,
    coalesce(sum((t.usage->>'output_tokens')::float8), 0) AS output_tokens, coalesce(sum(t.cost), 0)::float8 AS cost
  FROM thread h JOIN turn t ON t.thread_id = h.id
  WHERE h.workspace_id = ${workspaceId}::uuid AND h.user_id = ${userId}::uuid AND t.usage IS NOT NULL
    AND t.finished_at >= ${from}::timestamp AT TIME ZONE 'UTC'
    AND t.finished_at < (${to}::timestamp + interval '1 day') AT TIME ZONE 'UTC'
  GROUP BY h.id ORDER BY cost DESC, 4 DESC, 5 DESC, h.id LIMIT ${mostThreads}`

const sum = (rows: Row[], figure: 'turns' | 'input_tokens' | 'output_tokens' | 'cost') =>
  rows.reduce((total, row) => total + row[figure], 0)

const totalOf = (rows: Row[]) => ({
  turns: sum(rows, 'turns'),
  input_tokens: sum(rows, 'input_tokens'),
  output_tokens: sum(rows, 'output_tokens'),
  cost: sum(rows, 'cost'),
})

async function budgetOf(
  { prisma, clock }: Pick<Services, 'prisma' | 'clock'>,
  workspaceId: string,
): Promise<NonNullable<Usage['budget']>> {
  const { from, until } = monthOf(clock.now())
  const [row] = await prisma.$queryRaw<Omit<NonNullable<Usage['budget']>, 'renews_on'>[]>`
    SELECT w.monthly_budget::float8 AS monthly_budget, w.monthly_tokens::float8 AS monthly_tokens,
      s.dollars::float8 AS spent, s.tokens::float8 AS spent_tokens,
      coalesce(s.dollars >= w.monthly_budget, false) OR coalesce(s.tokens >= w.monthly_tokens, false) AS is_spent
    FROM workspace w, LATERAL (
      SELECT coalesce(sum(d.cost), 0) AS dollars, coalesce(sum(d.input_tokens + d.output_tokens), 0) AS tokens
      FROM usage_day d
      WHERE d.workspace_id = w.id AND d.day >= ${from}::date AND d.day < ${until}::date
    ) s
    WHERE w.id = ${workspaceId}::uuid`
  if (!row) throw new SkeinError('workspace_not_found', 'This workspace is gone.')
  return { ...row, renews_on: until }
}
