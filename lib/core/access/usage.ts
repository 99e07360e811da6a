import { z } from 'zod'

/** The most days that are told at once. */
const longestSpan = 366
const dayMs = 86_400_000

const day = z.iso.date()

/** `GET /api/usage` */
export const getUsageSchema = z.strictObject({
  from: day.optional().describe('The first day (UTC); by default the first of this month'),
  to: day.optional().describe('The last day (UTC); by default today'),
  of: z
    .enum(['me', 'workspace'])
    .default('me')
    .describe('`workspace`: of all members, for the owner and the admins'),
})
export type GetUsage = z.infer<typeof getUsageSchema>

/** What is wrong with a span of days, both `YYYY-MM-DD`; null: nothing. */
export function faultOfSpan(from: string, to: string): string | null {
  if (from > to) return 'must not be before `from`'
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  return days > longestSpan ? `must be at most ${longestSpan} days from \`from\`` : null
}

const figures = {
  turns: z.number().int().describe('Answers'),
  input_tokens: z.number().int(),
  output_tokens: z.number().int(),
  cost: z.number().describe('US dollars'),
}

export const usageRowSchema = z.object({
  day,
  model: z.string(),
  user: z
    .object({ id: z.uuid(), name: z.string().nullable() })
    .describe('`name` is null when the account is gone'),
  ...figures,
})
export type UsageRow = z.infer<typeof usageRowSchema>

export const usageSchema = z.object({
  of: z.enum(['me', 'workspace']),
  from: day,
  to: day,
  totals: z.object(figures),
  data: z.array(usageRowSchema).describe('By day, model and member; the newest day first'),
  threads: z
    .array(z.object({ id: z.uuid(), title: z.string(), ...figures }))
    .describe(
      'One’s own threads that used most in these days; what was deleted is not among them. Empty for a workspace',
    ),
  budget: z
    .object({
      monthly_budget: z.number().nullable().describe('US dollars; null: any'),
      monthly_tokens: z.number().nullable().describe('Tokens in and out; null: any'),
      spent: z.number().describe('US dollars that the workspace spent this month'),
      spent_tokens: z.number().int(),
      is_spent: z.boolean().describe('Whether nothing more is answered this month'),
      renews_on: day.describe('The first day (UTC) of the next month'),
    })
    .nullable()
    .describe('Of the workspace; null for guests'),
})
export type Usage = z.infer<typeof usageSchema>
