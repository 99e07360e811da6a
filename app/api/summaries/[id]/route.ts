import { updateSummaryOperation } from '@/lib/core/api/context'
import { updateSummary } from '@/lib/server/commands/update-summary'
import { resource, route } from '@/lib/server/route'

const patch = route(updateSummaryOperation, ({ services, actor, params, body }) =>
  updateSummary(services, actor, { summaryId: params.id, body }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(patch)
