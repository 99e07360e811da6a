import { updateSummaryOperation } from '@/lib/core/api/context'
import { updateSummary } from '@/lib/server/commands/update-summary'
import { route } from '@/lib/server/route'

export const PATCH = route(updateSummaryOperation, ({ services, actor, params, body }) =>
  updateSummary(services, actor, { summaryId: params.id, body }),
)
