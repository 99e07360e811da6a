import { readLedgerSchema } from '@/lib/core/context/context'
import { readLedger } from '@/lib/server/commands/read-ledger'
import { rowParams } from '@/lib/server/http/path-params'
import { route } from '@/lib/server/route'

export const GET = route(
  { params: rowParams, query: readLedgerSchema },
  ({ services, actor, params, query }) =>
    readLedger(services, actor, {
      messageId: params.id,
      withBodies: query.include === 'body',
    }),
)
