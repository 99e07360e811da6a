import { readLedgerOperation } from '@/lib/core/api/context'
import { readLedger } from '@/lib/server/commands/read-ledger'
import { route } from '@/lib/server/route'

export const GET = route(readLedgerOperation, ({ services, actor, params, query }) =>
  readLedger(services, actor, {
    messageId: params.id,
    withBodies: query.include === 'body',
  }),
)
