import { updateWorkspaceOperation } from '@/lib/core/api/people'
import { updateWorkspace } from '@/lib/server/commands/update-workspace'
import { resource, route } from '@/lib/server/route'

const patch = route(updateWorkspaceOperation, ({ services, actor, params, body, headers }) =>
  updateWorkspace(services, actor, params.id, { body, headers }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(patch)
