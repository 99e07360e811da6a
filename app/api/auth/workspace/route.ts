import { switchWorkspaceOperation } from '@/lib/core/api/people'
import { switchWorkspace } from '@/lib/server/commands/switch-workspace'
import { resource, route } from '@/lib/server/route'

const put = route(switchWorkspaceOperation, ({ services, actor, body }) =>
  switchWorkspace(services, actor, body.workspace_id),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(put)
