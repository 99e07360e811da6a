import { listWorkspaceKeysOperation } from '@/lib/core/api/people'
import { listWorkspaceKeys } from '@/lib/server/commands/list-workspace-keys'
import { resource, route } from '@/lib/server/route'

const get = route(listWorkspaceKeysOperation, ({ services, actor }) =>
  listWorkspaceKeys(services, actor),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
