import { createSummaryOperation, listSummariesOperation } from '@/lib/core/api/context'
import { createSummary } from '@/lib/server/commands/create-summary'
import { listSummaries } from '@/lib/server/commands/list-summaries'
import { resource, route } from '@/lib/server/route'

const get = route(listSummariesOperation, ({ services, actor, params, query }) =>
  listSummaries(services, actor, params.id, query),
)

const post = route(createSummaryOperation, async ({ services, actor, params, body, signal }) => {
  const summary = await createSummary(services, actor, { threadId: params.id, body, signal })
  return Response.json(summary, { status: 201 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, post)
