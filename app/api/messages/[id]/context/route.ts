import { readLedgerOperation } from '@/lib/core/api/context'
import { readLedger } from '@/lib/server/commands/read-ledger'
import { resource, route } from '@/lib/server/route'

const get = route(readLedgerOperation, ({ services, actor, params, query }) =>
  readLedger(services, actor, {
    messageId: params.id,
    withBodies: query.include === 'body',
  }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
