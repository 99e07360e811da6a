import { patchSummarySchema } from '@/lib/core/summary/summary'
import { updateSummary } from '@/lib/server/commands/update-summary'
import { rowParams } from '@/lib/server/http/path-params'
import { route } from '@/lib/server/route'

export const PATCH = route(
  { params: rowParams, body: patchSummarySchema },
  ({ services, actor, params, body }) =>
    updateSummary(services, actor, { summaryId: params.id, body }),
)
