import { createSummarySchema, listSummariesSchema } from '@/lib/core/summary/summary'
import { createSummary } from '@/lib/server/commands/create-summary'
import { listSummaries } from '@/lib/server/commands/list-summaries'
import { threadParams } from '@/lib/server/http/path-params'
import { route } from '@/lib/server/route'

export const GET = route(
  { params: threadParams, query: listSummariesSchema },
  ({ services, actor, params, query }) => listSummaries(services, actor, params.id, query),
)

export const POST = route(
  { params: threadParams, body: createSummarySchema, bodyIsOptional: true },
  async ({ services, actor, params, body, signal }) => {
    const summary = await createSummary(services, actor, { threadId: params.id, body, signal })
    return Response.json(summary, { status: 201 })
  },
)
