import { listAuditOperation } from '@/lib/core/api/people'
import { listAudit } from '@/lib/server/commands/list-audit'
import { resource, route } from '@/lib/server/route'

const get = route(listAuditOperation, ({ services, actor, query }) =>
  listAudit(services, actor, query),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
